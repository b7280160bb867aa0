import { Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { ownService } from '../../daemon-control/own-service.ts';
import { installOwnService, renderInstall } from '../../operations/install-service.ts';

export default class ServiceInstall extends AoCommand {
  static override summary = 'Start the daemon at login or boot, and again when it fails.';
  static override description =
    'Writes a systemd user unit, or a launchd agent on macOS, for this ao and this home. Agents are left alone when the daemon ends.';
  static override examples = ['<%= config.bin %> service install --now', '<%= config.bin %> service install --print'];
  static override flags = {
    now: Flags.boolean({ description: 'Also start it now, in place of a daemon that runs already.' }),
    print: Flags.boolean({ description: 'Show the file, and write nothing.', exclusive: ['now', 'force'] }),
    force: Flags.boolean({ description: 'Replace a file that was changed by hand, or is not from ao.' }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(ServiceInstall);
    if (flags.print) {
      const { manager, definition } = await ownService(this.context.env);
      const text = manager.render(definition);
      return this.present({ manager: manager.kind, unitPath: manager.unitPath, text }, text.trimEnd());
    }
    const result = await installOwnService(this.context, { now: flags.now, force: flags.force });
    for (const warning of result.warnings) this.context.note(warning);
    return this.present(result, renderInstall(result));
  }
}
