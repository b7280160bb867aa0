import { Args, Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { parseDurationFlag } from '../command/duration-option.ts';
import { sessionArgument } from '../command/session-argument.ts';
import { readText } from '../input/text-source.ts';
import { sendMessage } from '../operations/send-message.ts';
import { renderMessage } from '../render/message-receipts.ts';

export default class Send extends AoCommand {
  static override aliases = ['session:send'];
  static override summary = 'Send a message to an agent, and say what became of it.';
  static override examples = [
    '<%= config.bin %> send shop-1 "Use the existing error type" --wait',
    'git diff | <%= config.bin %> send shop-1 -',
  ];
  static override args = { session: sessionArgument, text: Args.string({ description: 'The message; - reads standard input.' }) };
  static override flags = {
    file: Flags.string({ char: 'f', helpValue: 'FILE', description: 'A file with the message; - reads standard input.' }),
    wait: Flags.boolean({ description: 'Wait until it is known what became of it.' }),
    timeout: Flags.string({ helpValue: 'TIME', description: 'How long to wait.', default: '2m' }),
    id: Flags.string({ description: 'Your own id for it: sending it again with the same id sends nothing twice.' }),
    urgent: Flags.boolean({ description: "Interrupt the agent's turn first." }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Send);
    const text = await readText({ text: args.text, file: flags.file, readStandardInput: () => this.standardInput() });
    const result = await sendMessage(this.context, {
      session: args.session,
      text: text ?? (process.stdin.isTTY ? '' : await this.standardInput()),
      id: flags.id,
      urgent: flags.urgent,
      waitMs: flags.wait ? parseDurationFlag('timeout', flags.timeout) : null,
    });
    process.exitCode = result.exitCode;
    return this.present({ message: result.message }, renderMessage(result.message, this.context.paint));
  }
}
