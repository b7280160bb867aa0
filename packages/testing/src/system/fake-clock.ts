import type { Clock, Timer } from '@ao/ports';

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  /**
   * Moves time forward and fires every timer that comes due, in order of its time. Between two timers, promises that became
   * ready are given the chance to run, so that code which sleeps in a loop behaves as it does in real time.
   */
  advance(milliseconds: number): Promise<void>;
  /** Moves the wall clock only, as a user or a time server does. No timer fires. */
  jumpWallClock(milliseconds: number): void;
  /** Lets both clocks go on without firing anything, as if this process had been stopped meanwhile; what is overdue fires with the next `advance`. */
  stand(milliseconds: number): void;
  /** Timers that wait to be fired. */
  pendingTimers(): number;
}

interface PendingTimer {
  readonly dueAt: number;
  readonly order: number;
  readonly call: () => void;
}

/** Makes a fake clock that starts at the given wall-clock time. */
export function createFakeClock(startAt = 1_700_000_000_000): FakeClock {
  let elapsed = 0;
  let wallOffset = startAt;
  let order = 0;
  const pending = new Set<PendingTimer>();

  function setTimer(delayMs: number, call: () => void): Timer {
    const timer: PendingTimer = { dueAt: elapsed + Math.max(0, delayMs), order: order++, call };
    pending.add(timer);
    return { cancel: () => void pending.delete(timer) };
  }

  function nextDue(until: number): PendingTimer | null {
    let next: PendingTimer | null = null;
    for (const timer of pending) {
      if (timer.dueAt > until) continue;
      if (next === null || timer.dueAt < next.dueAt || (timer.dueAt === next.dueAt && timer.order < next.order)) next = timer;
    }
    return next;
  }

  return {
    now: () => wallOffset + elapsed,
    monotonic: () => elapsed,
    setTimer,
    sleep(delayMs, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const timer = setTimer(delayMs, () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        });
        function onAbort(): void {
          timer.cancel();
          reject(signal?.reason);
        }
        signal?.addEventListener('abort', onAbort, { once: true });
      });
    },
    async advance(milliseconds) {
      const until = elapsed + milliseconds;
      await settleReadyPromises();
      for (let due = nextDue(until); due !== null; due = nextDue(until)) {
        pending.delete(due);
        elapsed = Math.max(elapsed, due.dueAt);
        due.call();
        await settleReadyPromises();
      }
      elapsed = until;
      await settleReadyPromises();
    },
    jumpWallClock(milliseconds) {
      wallOffset += milliseconds;
    },
    stand(milliseconds) {
      elapsed += milliseconds;
    },
    pendingTimers: () => pending.size,
  };
}

/** A turn of the event loop begins only when no promise is ready any more, however deep the chain of awaits in the code under test. */
function settleReadyPromises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
