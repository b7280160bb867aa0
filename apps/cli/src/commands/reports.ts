import { Args, Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { renderReports } from '../render/reports.ts';

export default class Reports extends AoCommand {
  static override summary = 'Show what agents reported and asked, newest first.';
  static override examples = [
    '<%= config.bin %> reports',
    '<%= config.bin %> reports shop-1',
    '<%= config.bin %> reports --open --json | jq -r ".reports[].text"',
  ];
  static override args = { session: Args.string({ description: 'Only this session, for example shop-1.' }) };
  static override flags = {
    project: Flags.string({ char: 'p', description: 'Only this project.' }),
    open: Flags.boolean({ char: 'o', description: 'Only questions without an answer.' }),
    limit: Flags.integer({ helpValue: 'N', char: 'n', description: 'How many.', min: 1, max: 500, default: 50 }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Reports);
    const { project, open, limit } = flags;
    const request = { session: args.session, project, open: open ? true : undefined, limit };
    const reports = await this.context.withDaemon((ao) => ao.reports.list(request));
    const { paint, width } = this.context;
    return this.present({ reports }, renderReports(reports, { now: this.context.now(), paint, width }));
  }
}
