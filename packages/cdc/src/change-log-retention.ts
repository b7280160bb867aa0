import type { ChangeLog, Clock, Logger, LongLived } from '@ao/ports';

/** What retention needs. */
export interface ChangeLogRetentionOptions {
  readonly changeLog: ChangeLog;
  readonly clock: Clock;
  readonly logger: Logger;
  /** About how many events are kept. Default 100,000: days of work, and less than 10 MB. */
  readonly keepEvents?: number | undefined;
  /** How often old events are dropped. Default every minute. */
  readonly everyMs?: number | undefined;
}

/** Between two calls when one was not enough, so that a log that grew large is cut without holding up anyone. */
const PAUSE_MS = 100;

/** Keeps the change log from growing without end. */
export function createChangeLogRetention(options: ChangeLogRetentionOptions): LongLived {
  const { changeLog, clock, logger, keepEvents = 100_000, everyMs = 60_000 } = options;

  async function run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const dropped = changeLog.prune(keepEvents);
      if (dropped > 0) logger.debug('old events dropped', { dropped });
      const { oldest, newest } = changeLog.bounds();
      const isDone = newest - oldest < keepEvents;
      await clock.sleep(isDone ? everyMs : PAUSE_MS, signal).catch(() => undefined);
    }
  }

  return { name: 'change-log-retention', run };
}
