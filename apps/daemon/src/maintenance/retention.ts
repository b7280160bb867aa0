import { followClock, type SteadyTime } from '@ao/domain';
import type { Clock, Logger, LongLived, Stores } from '@ao/ports';

/** Finished operations, messages and notices are kept this long, for `ao session explain` and for repeated requests. */
const KEPT_FOR_MS = 30 * 24 * 60 * 60 * 1000;

/** What an orchestrator was told is kept for longer than anything it could be told again about, a question that stands open for months included. */
const KEPT_TOLD_MS = 365 * 24 * 60 * 60 * 1000;

const EVERY_MS = 60 * 60 * 1000;

/** The first round waits until the daemon is up: start-up is not the time for housekeeping. */
const FIRST_AFTER_MS = 60 * 1000;

/**
 * Keeps journal and outbox within bounds, once an hour. The change log has its own keeper. Nothing is removed in the first hour after
 * the clock was set: it may have been set wrong, and what is a month old then is not.
 */
export function createRetention(options: {
  readonly stores: Pick<Stores, 'operations' | 'messages' | 'notices' | 'reports' | 'wakes'>;
  readonly clock: Clock;
  readonly logger: Logger;
}): LongLived {
  const { stores, clock, logger } = options;
  function prune(): void {
    const before = clock.now() - KEPT_FOR_MS;
    const removed = {
      operations: stores.operations.prune(before),
      messages: stores.messages.prune(before),
      notices: stores.notices.prune(before),
      reports: stores.reports.prune(before),
      wakes: stores.wakes.prune(clock.now() - KEPT_TOLD_MS),
    };
    if (Object.values(removed).some((count) => count > 0)) logger.info('old records were removed', removed);
  }
  const readClock = () => ({ now: clock.now(), monotonic: clock.monotonic() });
  return {
    name: 'retention',
    async run(signal) {
      let pauseMs = FIRST_AFTER_MS;
      let time = followClock(null, readClock());
      while (await slept(clock, pauseMs, signal)) {
        const before: SteadyTime = time;
        time = followClock(before, readClock());
        if (time.since === before.since) prune();
        pauseMs = EVERY_MS;
      }
    },
  };
}

async function slept(clock: Clock, pauseMs: number, signal: AbortSignal): Promise<boolean> {
  try {
    await clock.sleep(pauseMs, signal);
    return true;
  } catch {
    return false;
  }
}
