import type { DurationMs } from '@ao/domain';
import type { OutletRules } from '../settings/notification-settings.ts';

/** Counts what went to an outlet lately. */
export interface RateWindow {
  /** How long until one more may go; 0: now. */
  waitMs(limit: OutletRules['rateLimit']): DurationMs;
  count(): void;
}

/** Makes an empty one. */
export function createRateWindow(monotonic: () => number): RateWindow {
  let times: readonly number[] = [];
  return {
    waitMs({ count, perMs }) {
      const now = monotonic();
      times = times.filter((time) => now - time < perMs);
      const oldestThatCounts = times.at(-count);
      return times.length < count || oldestThatCounts === undefined ? 0 : oldestThatCounts + perMs - now;
    },
    count() {
      times = [...times, monotonic()];
    },
  };
}
