import { AoCommand } from '../../command/ao-command.ts';
import { sessionArgument } from '../../command/session-argument.ts';
import { renderExplanation } from '../../render/explanation.ts';

export default class SessionExplain extends AoCommand {
  static override summary = 'Say why a session has its status, with the evidence and its age.';
  static override args = { session: sessionArgument };

  async run(): Promise<unknown> {
    const { args } = await this.parse(SessionExplain);
    const explanation = await this.context.withDaemon((ao) => ao.sessions.explain(args.session));
    return this.present(explanation, renderExplanation(explanation, this.context.paint));
  }
}
