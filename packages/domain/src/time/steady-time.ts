import type { DurationMs, Timestamp } from './timestamp.ts';

/** Both clocks of a machine at one moment: the one people set, and the one that only counts. */
export interface ClockReading {
  readonly now: Timestamp;
  /** Milliseconds since some fixed moment. It stands still while the machine sleeps. */
  readonly monotonic: number;
}

/** Since when the wall clock has been one that durations can be read from. */
export interface SteadyTime {
  readonly since: Timestamp;
  readonly last: ClockReading;
}

/** Time servers correct by less than this at once. */
const TOLERANCE_MS = 5_000;

/**
 * Follows the clocks. When the wall clock was set, or the machine slept, steady time begins anew: who was not heard of meanwhile had no
 * chance to be, and what lies before says nothing about how long somebody has been silent.
 *
 * @param options - `longestPauseMs`: whoever follows comes at least this often; after a longer pause it was itself that stood still.
 */
export function followClock(
  known: SteadyTime | null,
  reading: ClockReading,
  options: { readonly longestPauseMs?: DurationMs | undefined } = {},
): SteadyTime {
  if (known === null) return { since: reading.now, last: reading };
  const counted = reading.monotonic - known.last.monotonic;
  const drift = reading.now - known.last.now - counted;
  const stood = counted > (options.longestPauseMs ?? Number.POSITIVE_INFINITY);
  return { since: Math.abs(drift) > TOLERANCE_MS || stood ? reading.now : known.since, last: reading };
}

/**
 * How long ago something was, as far as that can be said: no longer than time has been steady, and what lies in the future was before
 * the clock was set back.
 */
export function steadyAge(at: Timestamp, now: Timestamp, steadySince: Timestamp): DurationMs {
  return Math.max(0, now - (at > now ? steadySince : Math.max(at, steadySince)));
}
