import { Args, Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { ownSession } from '../input/own-session.ts';
import { readText } from '../input/text-source.ts';
import { newReportId } from '../operations/ask-question.ts';
import { renderSaid } from '../render/reports.ts';

export default class Report extends AoCommand {
  static override summary = 'For agents: tell your person what they must know.';
  static override description =
    'Typed by the agent of a session, in its own name. It is kept, shown in `ao reports`, and told to the orchestrator of the project. Changes no status.';
  static override examples = ['<%= config.bin %> report "The API needs a new field; I added it, see src/api.ts"'];
  static override args = { text: Args.string({ description: 'What to tell; - reads standard input.', required: true }) };
  static override flags = { id: Flags.string({ description: 'Your own id for it: saying it again with the same id says nothing twice.' }) };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Report);
    const session = ownSession(this.context, 'report');
    const text = (await readText({ text: args.text, file: undefined, readStandardInput: () => this.standardInput() })) ?? '';
    const id = flags.id ?? newReportId();
    const report = await this.context.withDaemon((ao) => ao.reports.add(session, { kind: 'report', text, id }));
    return this.present({ report }, renderSaid(report, this.context.paint));
  }
}
