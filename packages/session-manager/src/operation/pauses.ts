import type { DurationMs } from '@ao/domain';

/** The pauses between attempts; the last one repeats. */
const PAUSES_MS: readonly DurationMs[] = [5_000, 15_000, 60_000];

/** How long to wait before something that failed is tried again; `failures` counts from 1. */
export function pauseAfter(failures: number): DurationMs {
  return PAUSES_MS[Math.min(failures, PAUSES_MS.length) - 1] ?? 0;
}
