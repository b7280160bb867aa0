import { Args, Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { ownSession } from '../input/own-session.ts';
import { readText } from '../input/text-source.ts';
import { newReportId } from '../operations/ask-question.ts';
import { renderSaid } from '../render/reports.ts';

export default class Done extends AoCommand {
  static override summary = 'For agents: say that the task is done.';
  static override description =
    'Typed by the agent of a session, in its own name. What it says is shown as its words: the status of the session stays what is seen of it.';
  static override examples = ['<%= config.bin %> done "Endpoint added with a test; all tests pass"'];
  static override args = { summary: Args.string({ description: 'What came of it; - reads standard input.' }) };
  static override flags = { id: Flags.string({ description: 'Your own id for it: saying it again with the same id says nothing twice.' }) };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Done);
    const session = ownSession(this.context, 'done');
    const text = (await readText({ text: args.summary, file: undefined, readStandardInput: () => this.standardInput() })) ?? '';
    const id = flags.id ?? newReportId();
    const report = await this.context.withDaemon((ao) => ao.reports.add(session, { kind: 'done', text, id }));
    return this.present({ report }, renderSaid(report, this.context.paint));
  }
}
