import { Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { sessionArgument } from '../command/session-argument.ts';
import { renderKilled } from '../render/kill-result.ts';

export default class Kill extends AoCommand {
  static override aliases = ['session:kill'];
  static override summary = 'End a session. Its worktree and branch stay.';
  static override args = { session: sessionArgument };
  static override flags = {
    'remove-worktree': Flags.boolean({ description: 'Remove the worktree too, when all its work is safe.' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Kill);
    const askedAt = this.context.now();
    const result = await this.context.withDaemon((ao) => ao.sessions.kill(args.session, { removeWorktree: flags['remove-worktree'] }));
    return this.present(result, renderKilled(result, askedAt));
  }
}
