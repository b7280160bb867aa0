import { AoCommand } from '../../command/ao-command.ts';
import { reactionKindsFlag } from '../../command/reaction-kinds-flag.ts';
import { sessionArgument } from '../../command/session-argument.ts';
import { renderReactions } from '../../render/session-reactions.ts';

export default class PrMute extends AoCommand {
  static override summary = 'Tell the agent of a session nothing more about its pull requests.';
  static override description =
    'Over the settings of the project, until `ao pr unmute`. Without --kind, nothing is told about them at all, to people neither.';
  static override examples = ['<%= config.bin %> pr mute shop-3', '<%= config.bin %> pr mute shop-3 --kind ci'];
  static override args = { session: sessionArgument };
  static override flags = { kind: reactionKindsFlag };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(PrMute);
    const reactions = await this.context.withDaemon((ao) => ao.pullRequests.mute(args.session, flags.kind));
    return this.present({ reactions }, renderReactions(reactions));
  }
}
