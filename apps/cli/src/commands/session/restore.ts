import { Args, Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { renderRestored, restoreSessions } from '../../operations/restore-sessions.ts';

export default class SessionRestore extends AoCommand {
  static override aliases = ['restore'];
  static override summary = 'Bring an ended session back, with worktree and conversation.';
  static override args = { session: Args.string({ description: 'A session, for example shop-1.' }) };
  static override flags = {
    all: Flags.boolean({ description: 'Every session that was lost, for example in a reboot; not those that were killed or cleaned up.' }),
    'no-queue': Flags.boolean({ description: 'Fail instead of waiting in the queue when no more sessions may run.' }),
    project: Flags.string({ char: 'p', description: 'With --all: only this project.', dependsOn: ['all'] }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(SessionRestore);
    const result = await restoreSessions(this.context, {
      session: args.session,
      all: flags.all,
      project: flags.project,
      queue: !flags['no-queue'],
    });
    if (result.failed.length > 0) process.exitCode = 1;
    return this.present(result, renderRestored(result));
  }
}
