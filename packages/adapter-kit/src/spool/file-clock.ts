import { mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DurationMs } from '@ao/domain';

/** Entries are usually read within milliseconds. One that is older or younger than this may be told by another clock. */
const SUSPICIOUS_AFTER_MS = 2_000;

/** Less than this is no difference but the tick of a clock. */
const TICK_MS = 1_000;

/** Whether the time of a file makes it worth asking which clock it was written by. */
export function isFarFrom(now: number, writtenAtMs: number): boolean {
  return Math.abs(now - writtenAtMs) > SUSPICIOUS_AFTER_MS;
}

/**
 * By how much the times of new files in a folder are ahead of a clock; negative when they are behind. A file server has a clock of its
 * own, and a confirmation that seems to be older than its message confirms nothing. Zero when nobody can say.
 */
export function fileClockAheadMs(folder: string, now: () => number): DurationMs {
  try {
    const probe = mkdtempSync(join(folder, '.clock-'));
    const ahead = Math.round(statSync(probe).mtimeMs - now());
    rmdirSync(probe);
    return Math.abs(ahead) < TICK_MS ? 0 : ahead;
  } catch {
    return 0;
  }
}
