import { Args } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { sessionArgument } from '../../command/session-argument.ts';

export default class SessionRename extends AoCommand {
  static override summary = 'Give a session another name. Its id and branch stay.';
  static override args = { session: sessionArgument, name: Args.string({ description: 'The new name.', required: true }) };

  async run(): Promise<unknown> {
    const { args } = await this.parse(SessionRename);
    const session = await this.context.withDaemon((ao) => ao.sessions.rename(args.session, args.name));
    return this.present({ session }, `${session.id} is now named "${session.displayName ?? ''}".`);
  }
}
