import { Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { pullRequestArgument } from '../../command/pull-request-argument.ts';
import { confirm } from '../../input/confirm.ts';
import { renderMergeQuestion, renderMerged } from '../../render/merge-result.ts';
import { renderPullRequest } from '../../render/pull-request-details.ts';

export default class PrMerge extends AoCommand {
  static override summary = 'Merge a pull request at its code host.';
  static override description =
    'Shows it and asks. Only what was shown is merged: when somebody has pushed meanwhile, nothing happens (exit code 5). Nothing is forced, and the branch stays.';
  static override examples = ['<%= config.bin %> pr merge 412', '<%= config.bin %> pr merge shop-3 --method rebase --yes'];
  static override args = { 'pull-request': pullRequestArgument };
  static override flags = {
    method: Flags.option({ options: ['squash', 'merge', 'rebase'] as const, description: 'How; default squash: one commit.' })(),
    title: Flags.string({ description: 'First line of the merge commit; default: that of the code host.' }),
    message: Flags.string({ char: 'm', description: 'Text of the merge commit.' }),
    head: Flags.string({ helpValue: 'COMMIT', description: 'Merge only this head commit, in full; default: the one that is shown.' }),
    yes: Flags.boolean({ char: 'y', description: 'Do not ask.' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(PrMerge);
    const reference = args['pull-request'];
    const pullRequest = await this.context.withDaemon(async (ao) => {
      // What is asked about should be what is there now.
      if (!flags.yes) await ao.pullRequests.look(reference);
      return ao.pullRequests.get(reference);
    });
    const method = flags.method ?? 'squash';
    if (!flags.yes) {
      this.context.note(renderPullRequest(pullRequest, this.context));
      if (!(await confirm(renderMergeQuestion(pullRequest, method)))) return this.present({ merged: false }, 'Nothing was merged.');
    }
    const wish = { method, expectedHead: flags.head ?? pullRequest.headCommit, commitTitle: flags.title, commitMessage: flags.message };
    const result = await this.context.withDaemon((ao) => ao.pullRequests.merge(pullRequest.id, wish));
    return this.present({ merged: true, ...result }, renderMerged(result));
  }
}
