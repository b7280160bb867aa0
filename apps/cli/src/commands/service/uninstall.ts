import { Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { renderUninstall, uninstallOwnService } from '../../operations/uninstall-service.ts';

export default class ServiceUninstall extends AoCommand {
  static override summary = 'Remove the service. Daemon and agents go on.';
  static override flags = {
    force: Flags.boolean({ description: 'Remove a file that was changed by hand, or is not from ao.' }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(ServiceUninstall);
    const result = await uninstallOwnService(this.context, flags);
    return this.present(result, renderUninstall(result));
  }
}
