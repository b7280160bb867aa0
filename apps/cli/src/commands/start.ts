import { Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { describeStart } from '../daemon-control/describe-start.ts';
import { runInForeground } from '../daemon-control/run-in-foreground.ts';
import { startDaemon } from '../daemon-control/start-daemon.ts';
import { parseDurationFlag } from '../command/duration-option.ts';

export default class Start extends AoCommand {
  static override summary = 'Start the daemon. It is fine to start it twice.';
  static override examples = ['<%= config.bin %> start', '<%= config.bin %> start --foreground'];
  static override flags = {
    foreground: Flags.boolean({ description: 'Stay in this terminal and log to it, for systemd or to watch.' }),
    timeout: Flags.string({
      helpValue: 'TIME',
      description: 'How long it may take to become ready.',
      default: '15s',
      env: 'AO_START_TIMEOUT',
    }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(Start);
    if (flags.foreground) return runInForeground(this.context.env);
    const readyWithinMs = parseDurationFlag('timeout', flags.timeout);
    const daemon = await startDaemon({ env: this.context.env, readyWithinMs });
    return this.present(daemon, describeStart(daemon));
  }
}
