import { Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { printEvents } from '../operations/print-events.ts';

export default class Events extends AoCommand {
  static override summary = 'Print what changes, as it changes, one line each.';
  static override description =
    'With --json one JSON object per line: the only command that prints more than one document. Never a gap: a line of type "reset" says so when the log was trimmed.';
  static override examples = ['<%= config.bin %> events --since 0 --json | while read -r event; do …; done'];
  static override flags = {
    since: Flags.integer({ helpValue: 'N', description: 'Begin behind this event; 0: everything that is still in the log.', min: 0 }),
    session: Flags.string({ description: 'Only this session.' }),
    project: Flags.string({ char: 'p', description: 'Only this project.' }),
    'no-follow': Flags.boolean({ description: 'End when the daemon does, instead of waiting for the next one.' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Events);
    await printEvents(this.context, {
      after: flags.since,
      session: flags.session,
      project: flags.project,
      reconnect: !flags['no-follow'],
      asJson: this.jsonEnabled(),
    });
  }
}
