import { AoCommand } from '../../command/ao-command.ts';
import { reactionKindsFlag } from '../../command/reaction-kinds-flag.ts';
import { sessionArgument } from '../../command/session-argument.ts';
import { renderReactions } from '../../render/session-reactions.ts';

export default class PrUnmute extends AoCommand {
  static override summary = 'Let the project decide again what the agent of a session is told.';
  static override description = 'Without --kind, about everything.';
  static override examples = ['<%= config.bin %> pr unmute shop-3', '<%= config.bin %> pr unmute shop-3 --kind ci'];
  static override args = { session: sessionArgument };
  static override flags = { kind: reactionKindsFlag };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(PrUnmute);
    const reactions = await this.context.withDaemon((ao) => ao.pullRequests.unmute(args.session, flags.kind));
    return this.present({ reactions }, renderReactions(reactions));
  }
}
