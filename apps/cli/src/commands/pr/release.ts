import { AoCommand } from '../../command/ao-command.ts';
import { pullRequestArgument } from '../../command/pull-request-argument.ts';
import { placeText } from '../../render/pull-request-words.ts';

export default class PrRelease extends AoCommand {
  static override summary = 'Give a claimed pull request back to the rules.';
  static override description =
    'It goes to the session whose branch it comes from, if there is one; author and commits are looked at again.';
  static override examples = ['<%= config.bin %> pr release 412'];
  static override args = { 'pull-request': pullRequestArgument };

  async run(): Promise<unknown> {
    const { args } = await this.parse(PrRelease);
    const reference = args['pull-request'];
    const pullRequest = await this.context.withDaemon((ao) => ao.pullRequests.release(reference));
    if (pullRequest === null) return this.present({ pullRequest }, 'It is released, and belongs to no session now.');
    return this.present({ pullRequest }, `${placeText(pullRequest)} is released, and belongs to ${pullRequest.sessionId} by its branch.`);
  }
}
