import { Args, Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { confirm } from '../../input/confirm.ts';
import { isRemovable, renderCleanup, renderCleanupQuestion } from '../../render/cleanup-table.ts';

export default class SessionCleanup extends AoCommand {
  static override summary = 'Remove worktrees of ended sessions, when all their work is safe.';
  static override description =
    'Shows the plan and asks. Branches are never deleted. With --save, worktrees with uncommitted work are removed too, after a rescue copy was made; `ao session undo-cleanup` brings any of them back.';
  static override args = { session: Args.string({ description: 'Only this session.' }) };
  static override flags = {
    project: Flags.string({ char: 'p', description: 'Only this project.' }),
    'dry-run': Flags.boolean({ description: 'Only show the plan.' }),
    save: Flags.boolean({ description: 'Remove worktrees with uncommitted work too, and keep a rescue copy.' }),
    yes: Flags.boolean({ char: 'y', description: 'Do not ask.' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(SessionCleanup);
    const request = { projectId: flags.project, sessionIds: args.session === undefined ? undefined : [args.session], save: flags.save };
    const plan = await this.context.withDaemon((ao) => ao.sessions.cleanup({ ...request, execute: false }));
    const view = { paint: this.context.paint, width: this.context.width, save: flags.save };
    if (flags['dry-run']) return this.present(plan, renderCleanup(plan.items, view));
    const removable = plan.items.filter((item) => isRemovable(item, flags.save));
    if (!flags.yes && removable.length > 0) {
      this.context.note(renderCleanup(plan.items, view));
      if (!(await confirm(renderCleanupQuestion(removable)))) return this.present(plan, 'Nothing was removed.');
    }
    const done = await this.context.withDaemon((ao) => ao.sessions.cleanup({ ...request, execute: true }));
    return this.present(done, renderCleanup(done.items, view));
  }
}
