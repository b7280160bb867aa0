import { Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { sessionArgument } from '../../command/session-argument.ts';
import { renderChanges } from '../../render/changes-table.ts';

export default class SessionDiff extends AoCommand {
  static override aliases = ['diff'];
  static override summary = 'Show what an agent has changed, new files included.';
  static override args = { session: sessionArgument };
  static override flags = { stat: Flags.boolean({ description: 'Only which files, and how much.' }) };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(SessionDiff);
    if (flags.stat) {
      const changes = await this.context.withDaemon((ao) => ao.sessions.changes(args.session));
      return this.present({ changes }, renderChanges(changes));
    }
    const diff = await this.context.withDaemon((ao) => ao.sessions.diff(args.session));
    return this.present({ diff }, diff === '' ? 'Nothing has changed.' : diff.trimEnd());
  }
}
