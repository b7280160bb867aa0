import { Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { parseDurationFlag } from '../command/duration-option.ts';
import { sessionArgument } from '../command/session-argument.ts';
import { renderWaited, untilConditions, waitForSession } from '../operations/wait-for-session.ts';

export default class Wait extends AoCommand {
  static override aliases = ['session:wait'];
  static override summary = 'Wait until a session reaches a status.';
  static override description =
    'A status, or one of the words blocked (it needs you), done (idle, exited, ended or merged) and ended (the agent is gone). Exit code 4 when the time is over, 5 when the session ended before.';
  static override examples = ['<%= config.bin %> wait shop-1 --until idle,blocked --timeout 30m'];
  static override args = { session: sessionArgument };
  static override flags = {
    until: Flags.string({ helpValue: 'STATUS,...', description: 'What to wait for, separated by commas.', default: 'done,blocked' }),
    timeout: Flags.string({ helpValue: 'TIME', description: 'How long, for example 90s or 2h; default: for good.' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Wait);
    const result = await waitForSession(this.context, {
      session: args.session,
      until: untilConditions(flags.until),
      timeoutMs: flags.timeout === undefined ? undefined : parseDurationFlag('timeout', flags.timeout),
    });
    return this.present(result, renderWaited(result));
  }
}
