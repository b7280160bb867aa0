import { Args, Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { parseDurationFlag } from '../command/duration-option.ts';
import { ownSession } from '../input/own-session.ts';
import { readText } from '../input/text-source.ts';
import { askQuestion } from '../operations/ask-question.ts';
import { renderSaid } from '../render/reports.ts';

export default class Ask extends AoCommand {
  static override summary = 'For agents: ask your person a question.';
  static override description =
    'Typed by the agent of a session, in its own name. The session is shown as needing a person until somebody answers with `ao answer`. With --wait the answer is printed; without it, and when the time is over (exit code 4), it comes to the agent as a message.';
  static override examples = [
    '<%= config.bin %> ask "Which database: Postgres or SQLite?" --wait',
    '<%= config.bin %> ask "May I drop the old column?" --wait --timeout 30m',
  ];
  static override args = { question: Args.string({ description: 'What to ask; - reads standard input.', required: true }) };
  static override flags = {
    wait: Flags.boolean({ char: 'w', description: 'Wait for the answer, and print it.' }),
    timeout: Flags.string({ helpValue: 'TIME', description: 'How long to wait.', default: '10m' }),
    id: Flags.string({ description: 'Your own id for it: asking again with the same id asks nothing twice.' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Ask);
    const session = ownSession(this.context, 'ask');
    const text = (await readText({ text: args.question, file: undefined, readStandardInput: () => this.standardInput() })) ?? '';
    const waitMs = flags.wait ? parseDurationFlag('timeout', flags.timeout) : null;
    const { report, exitCode } = await askQuestion(this.context, { session, text, id: flags.id, waitMs });
    process.exitCode = exitCode;
    return this.present({ report }, renderSaid(report, this.context.paint));
  }
}
