import { Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { pullRequestArgument } from '../../command/pull-request-argument.ts';
import { renderPullRequest } from '../../render/pull-request-details.ts';

export default class PrGet extends AoCommand {
  static override summary = 'Show a pull request with its checks and open review threads.';
  static override description = 'What others wrote is quoted: every line of it begins with a mark.';
  static override examples = ['<%= config.bin %> pr get 412', '<%= config.bin %> pr get shop-3 --look'];
  static override args = { 'pull-request': pullRequestArgument };
  static override flags = { look: Flags.boolean({ description: 'Look at the code host first.' }) };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(PrGet);
    const pullRequest = await this.context.withDaemon(async (ao) => {
      if (flags.look) await ao.pullRequests.look(args['pull-request']);
      return ao.pullRequests.get(args['pull-request']);
    });
    return this.present({ pullRequest }, renderPullRequest(pullRequest, this.context));
  }
}
