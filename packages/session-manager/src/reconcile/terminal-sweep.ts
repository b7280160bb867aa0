import { toAoError, type DurationMs } from '@ao/domain';
import type { Clock, Logger, LongLived } from '@ao/ports';
import type { SessionManager } from '../session-manager.ts';

/** What the sweep needs. */
export interface TerminalSweepOptions {
  readonly manager: Pick<SessionManager, 'closeStrayTerminals'>;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly logger: Logger;
  /** Default 5 minutes. */
  readonly everyMs?: DurationMs | undefined;
}

/**
 * Closes stray terminals now and then. A terminal is made by a program of its own: when making it took so long that it was given up,
 * and the daemon was restarted meanwhile, nobody is left who waits for it.
 */
export function createTerminalSweep(options: TerminalSweepOptions): LongLived {
  const { manager, clock, logger, everyMs = 5 * 60_000 } = options;
  return {
    name: 'terminal-sweep',
    async run(signal) {
      while (!signal.aborted) {
        await clock.sleep(everyMs, signal).catch(() => undefined);
        if (signal.aborted) return;
        try {
          await manager.closeStrayTerminals(signal);
        } catch (thrown) {
          logger.warn('Stray terminals could not be looked for', { error: toAoError(thrown, 'sweeping') });
        }
      }
    },
  };
}
