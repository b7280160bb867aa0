import { AoCommand } from '../../command/ao-command.ts';
import { pullRequestArgument } from '../../command/pull-request-argument.ts';
import { placeText } from '../../render/pull-request-words.ts';

export default class PrRelease extends AoCommand {
  static override summary = 'Give a claimed pull request back to the rules.';
  static override description = 'Whose it is, author, branch and commits say again; it stays with its session as long as they do.';
  static override examples = ['<%= config.bin %> pr release 412'];
  static override args = { 'pull-request': pullRequestArgument };

  async run(): Promise<unknown> {
    const { args } = await this.parse(PrRelease);
    const pullRequest = await this.context.withDaemon((ao) => ao.pullRequests.release(args['pull-request']));
    const text = `${placeText(pullRequest)} is released. Whose it is, author, branch and commits say from now on.`;
    return this.present({ pullRequest }, text);
  }
}
