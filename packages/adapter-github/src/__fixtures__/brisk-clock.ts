import { createSystemClock } from '@ao/adapter-kit';
import type { Clock } from '@ao/ports';

/** A clock on which nobody has to wait: a sleep is over at once, and noted. Only sleeping takes time, so that a busy machine changes nothing. */
export interface BriskClock extends Clock {
  /** How long was slept, in milliseconds. */
  readonly naps: number[];
}

/** Makes such a clock. */
export function createBriskClock(): BriskClock {
  const naps: number[] = [];
  return {
    ...createSystemClock(),
    naps,
    monotonic: () => naps.reduce((sum, nap) => sum + nap, 0),
    async sleep(delayMs, signal) {
      signal?.throwIfAborted();
      naps.push(delayMs);
    },
  };
}
