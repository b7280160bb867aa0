import { AoCommand } from '../../command/ao-command.ts';
import { ownServiceStatus, renderServiceStatus } from '../../operations/service-status.ts';

export default class ServiceStatus extends AoCommand {
  static override summary = 'Show whether the service is there, runs, and is for this ao.';

  async run(): Promise<unknown> {
    await this.parse(ServiceStatus);
    const status = await ownServiceStatus(this.context);
    if (!status.installed) process.exitCode = 1;
    return this.present(status, renderServiceStatus(status, this.context));
  }
}
