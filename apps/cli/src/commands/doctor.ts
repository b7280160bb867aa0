import { AoCommand } from '../command/ao-command.ts';
import { renderDoctor, runDoctor } from '../operations/run-doctor.ts';

export default class Doctor extends AoCommand {
  static override summary = 'Check everything sessions need, and say how to mend it.';

  async run(): Promise<unknown> {
    await this.parse(Doctor);
    const report = await runDoctor(this.context);
    if (!report.ok) process.exitCode = 1;
    return this.present(report, renderDoctor(report, this.context.paint));
  }
}
