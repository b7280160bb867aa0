import { Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { pullRequestArgument } from '../../command/pull-request-argument.ts';
import { renderPullRequestExplanation } from '../../render/pull-request-explanation.ts';

export default class PrExplain extends AoCommand {
  static override summary = 'Explain what the agent was told, what not, and why.';
  static override examples = ['<%= config.bin %> pr explain 412', '<%= config.bin %> pr explain shop-3 --json'];
  static override args = { 'pull-request': pullRequestArgument };
  static override flags = { all: Flags.boolean({ description: 'Show every decision that is remembered, not only the newest.' }) };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(PrExplain);
    const explanation = await this.context.withDaemon((ao) => ao.pullRequests.explain(args['pull-request']));
    return this.present({ explanation }, renderPullRequestExplanation(explanation, { ...this.context, isWhole: flags.all }));
  }
}
