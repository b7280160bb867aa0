import type { Clock } from '@ao/ports';

/** A clock that stands still until it is set. It runs no timers. */
export interface SettableClock extends Clock {
  set(now: number): void;
}

/** Makes a clock that shows 1,000,000. */
export function createSettableClock(): SettableClock {
  let now = 1_000_000;
  return {
    now: () => now,
    monotonic: () => now,
    set(value) {
      now = value;
    },
    // Nothing the stores do in a test may depend on time that passes.
    setTimer: () => ({ cancel: () => undefined }),
    sleep: () => new Promise(() => undefined),
  };
}
