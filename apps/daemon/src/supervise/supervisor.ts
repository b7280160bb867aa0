import type { Clock, Logger, LongLived } from '@ao/ports';

/** The first pause before something that failed is run again; it doubles up to {@link LONGEST_PAUSE_MS}. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;

/** Something that ran this long without failing has recovered: its next pause is the first one again. */
const RECOVERED_AFTER_MS = 60_000;

/** Runs long-lived parts and runs them again when they fail. */
export interface Supervisor {
  /** Begins to run a part. */
  start(part: LongLived): void;
  /** Asks each part to finish what it accepted, all at once, for at most the given time. */
  drain(limitMs: number): Promise<void>;
  /** Stops the parts and waits until they have, for at most the given time. Answers the names of those that did not. */
  stop(limitMs: number): Promise<readonly string[]>;
}

interface Running {
  readonly part: LongLived;
  readonly ended: Promise<void>;
}

/** Creates a supervisor. A part that rejects is logged and run again after a pause; one that resolves early is, too: it should not. */
export function createSupervisor(options: { readonly clock: Clock; readonly logger: Logger }): Supervisor {
  const { clock, logger } = options;
  const stopping = new AbortController();
  const running: Running[] = [];

  async function keepRunning(part: LongLived): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!stopping.signal.aborted) {
      const startedAt = clock.monotonic();
      try {
        await part.run(stopping.signal);
        if (stopping.signal.aborted) return;
        logger.warn('a long-lived part ended by itself and is run again', { part: part.name });
      } catch (error) {
        if (stopping.signal.aborted) return;
        logger.error('a long-lived part failed and is run again', { part: part.name, pauseMs, error });
      }
      if (clock.monotonic() - startedAt > RECOVERED_AFTER_MS) pauseMs = FIRST_PAUSE_MS;
      await clock.sleep(pauseMs, stopping.signal).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  return {
    start(part) {
      running.push({ part, ended: keepRunning(part) });
    },
    async drain(limitMs) {
      const limit = new AbortController();
      const timer = clock.setTimer(limitMs, () => limit.abort());
      await Promise.allSettled(running.map(async ({ part }) => part.drain?.(limit.signal)));
      timer.cancel();
    },
    async stop(limitMs) {
      stopping.abort(new Error('the daemon is shutting down'));
      const late = new Set(running.map(({ part }) => part.name));
      const all = Promise.all(running.map(({ part, ended }) => ended.then(() => void late.delete(part.name))));
      await withinLimit(clock, limitMs, all);
      return [...late];
    },
  };
}

/** Waits for a promise, but not longer than the limit. */
async function withinLimit(clock: Clock, limitMs: number, work: Promise<unknown>): Promise<void> {
  let cancel = (): void => {};
  const limit = new Promise<void>((resolve) => {
    const timer = clock.setTimer(limitMs, resolve);
    cancel = () => timer.cancel();
  });
  await Promise.race([work, limit]);
  cancel();
}
