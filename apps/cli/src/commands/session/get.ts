import { AoCommand } from '../../command/ao-command.ts';
import { sessionArgument } from '../../command/session-argument.ts';
import { renderSessionDetails } from '../../render/session-details.ts';

export default class SessionGet extends AoCommand {
  static override summary = 'Show everything about a session.';
  static override args = { session: sessionArgument };

  async run(): Promise<unknown> {
    const { args } = await this.parse(SessionGet);
    const session = await this.context.withDaemon((ao) => ao.sessions.get(args.session, { resources: true }));
    return this.present({ session }, renderSessionDetails(session, this.context));
  }
}
