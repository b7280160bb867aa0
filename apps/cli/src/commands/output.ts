import { Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { sessionArgument } from '../command/session-argument.ts';

export default class Output extends AoCommand {
  static override aliases = ['session:output'];
  static override summary = "Print a session's last lines, also after it has ended.";
  static override args = { session: sessionArgument };
  static override flags = {
    lines: Flags.integer({
      helpValue: 'N',
      char: 'n',
      description: 'How many lines.',
      min: 1,
      max: 10_000,
      default: 100,
      exclusive: ['screen'],
    }),
    screen: Flags.boolean({ description: 'The screen as it is now.' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Output);
    if (flags.screen) {
      const screen = await this.context.withDaemon((ao) => ao.sessions.screen(args.session));
      if (!screen.exact) this.context.note('Some output was lost before it could be drawn; the picture may be incomplete.');
      return this.present({ screen }, screen.lines.join('\n').trimEnd());
    }
    const lines = await this.context.withDaemon((ao) => ao.sessions.output(args.session, { lines: flags.lines }));
    const text = lines.join('\n').trimEnd();
    if (text === '') this.context.note(`Nothing is kept of the terminal of ${args.session}.`);
    return this.present({ lines }, text);
  }
}
