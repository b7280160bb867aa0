import { AoCommand } from '../command/ao-command.ts';
import { daemonStatus, renderDaemonStatus } from '../operations/daemon-status.ts';

export default class Status extends AoCommand {
  static override summary = 'Show whether the daemon runs and what it holds.';

  async run(): Promise<unknown> {
    await this.parse(Status);
    const status = await daemonStatus(this.context);
    if (status.state !== 'running') process.exitCode = status.exitCode;
    return this.present(status.json, renderDaemonStatus(status, this.context));
  }
}
