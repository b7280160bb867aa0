import { AoCommand } from '../../command/ao-command.ts';
import { sessionArgument } from '../../command/session-argument.ts';

export default class SessionUndoCleanup extends AoCommand {
  static override summary = 'Bring back what a clean-up removed, with everything in it.';
  static override args = { session: sessionArgument };

  async run(): Promise<unknown> {
    const { args } = await this.parse(SessionUndoCleanup);
    const result = await this.context.withDaemon((ao) => ao.sessions.undoCleanup(args.session));
    return this.present(result, `The worktree of ${result.session.id} is back: ${result.path}`);
  }
}
