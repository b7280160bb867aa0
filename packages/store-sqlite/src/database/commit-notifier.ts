import type { Clock, Logger, Subscription, Timer } from '@ao/ports';
import type { Database } from 'better-sqlite3';

/** How often the database is asked whether another program wrote to it. */
export const FOREIGN_WRITE_POLL_MS = 1_000;

/** Tells listeners that something was committed. */
export interface CommitNotifier {
  /** Wakes the listeners in a microtask; several commits before it become one call. */
  notify(): void;
  listen(listener: () => void): Subscription;
  /** Looks for commits of other programs now and then. Without listeners nothing is looked at. */
  startPolling(database: Database): void;
  stop(): void;
}

/** Makes a notifier without listeners. */
export function createCommitNotifier(clock: Clock, logger: Logger): CommitNotifier {
  const listeners = new Set<() => void>();
  let pending = false;
  let timer: Timer | null = null;
  let stopped = false;

  const callAll = () => {
    pending = false;
    // A set that is changed while it is walked shows neither closed listeners nor a listener twice.
    for (const listener of listeners) {
      try {
        listener();
      } catch (thrown) {
        logger.error('a listener of the change log failed', { error: thrown });
      }
    }
  };
  const notify = () => {
    if (pending || stopped) return;
    pending = true;
    queueMicrotask(callAll);
  };

  return {
    notify,
    listen(listener) {
      // The same function may be registered twice, and each registration closed on its own.
      const call = () => listener();
      listeners.add(call);
      return { close: () => void listeners.delete(call) };
    },
    startPolling(database) {
      const versionOf = database.prepare<[], number>(/* sql */ `PRAGMA data_version`).pluck();
      let known = versionOf.get();
      let isFailing = false;
      const look = () => {
        try {
          const version = versionOf.get();
          if (version !== known) notify();
          known = version;
          isFailing = false;
        } catch (thrown) {
          // A timer has nobody to throw to: it would end the daemon.
          if (!isFailing) logger.warn('it could not be looked whether another program wrote to the database', { error: thrown });
          isFailing = true;
        }
      };
      const poll = () => {
        if (stopped) return;
        look();
        timer = clock.setTimer(FOREIGN_WRITE_POLL_MS, poll);
      };
      timer = clock.setTimer(FOREIGN_WRITE_POLL_MS, poll);
    },
    stop() {
      stopped = true;
      timer?.cancel();
      listeners.clear();
    },
  };
}
