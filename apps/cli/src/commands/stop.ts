import { Flags } from '@oclif/core';
import { AoCommand } from '../command/ao-command.ts';
import { stopDaemon } from '../daemon-control/stop-daemon.ts';

export default class Stop extends AoCommand {
  static override summary = 'Stop the daemon. Agents go on, unless --all is given.';
  static override flags = {
    all: Flags.boolean({ description: 'End every session first. Worktrees stay.' }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(Stop);
    const result = await stopDaemon({ env: this.context.env, endSessions: flags.all });
    return this.present(result, stopText(result));
  }
}

function stopText(result: { readonly stopped: boolean; readonly endedSessions: boolean }): string {
  if (!result.stopped) return 'The daemon was not running.';
  return result.endedSessions
    ? 'Stopped the daemon and all sessions. Worktrees are kept.'
    : 'Stopped the daemon. Agents go on; `ao start` finds them again.';
}
