import type { DurationMs, Timestamp } from '@ao/domain';

const FIRST_PAUSE_MS = 5_000;
/** The longest pause before another attempt, also when the other side asked for more. */
export const LONGEST_PAUSE_MS = 30 * 60_000;

/** How long to wait after so many attempts: 5 s, 10 s, 20 s … 30 min; longer when the other side asked to be left alone. */
export function pauseAfter(attempts: number, retryAfterMs: DurationMs | null): DurationMs {
  const ownPauseMs = FIRST_PAUSE_MS * 2 ** Math.min(Math.max(attempts - 1, 0), 20);
  return Math.min(Math.max(ownPauseMs, retryAfterMs ?? 0), LONGEST_PAUSE_MS);
}

/** How long until a time that was set by {@link pauseAfter}. One further away than any pause was set before the clock was put back, and counts as come. */
export function remainingPause(notBefore: Timestamp | null, now: Timestamp): DurationMs {
  if (notBefore === null) return 0;
  const remainingMs = notBefore - now;
  return remainingMs > LONGEST_PAUSE_MS ? 0 : Math.max(0, remainingMs);
}
