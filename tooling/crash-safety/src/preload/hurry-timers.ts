import { syncBuiltinESMExports } from 'node:module';
import { replaceFunction } from './replace-export.ts';

/** Waits shorter than this are the rhythm of terminals and agents, which no daemon can speed up. */
const LONG_MS = 4_000;

/** A limit below this would cut off what is only slow on a busy machine. */
const SHORTEST_MS = 2_000;

/** Divides every long wait: limits, pauses before another try. What they wait for takes as long as it takes. */
export function hurryTimers(haste: number): void {
  const hurried = (delay: unknown): unknown =>
    typeof delay === 'number' && delay >= LONG_MS ? Math.max(SHORTEST_MS, delay / haste) : delay;
  replaceFunction(globalThis, 'setTimeout', (original) => {
    return function setTimeout(this: unknown, work, delay, ...rest) {
      return original.apply(this, [work, hurried(delay), ...rest]);
    };
  });
  replaceFunction(process.getBuiltinModule('node:timers/promises'), 'setTimeout', (original) => {
    return function setTimeout(this: unknown, delay, ...rest) {
      return original.apply(this, [hurried(delay), ...rest]);
    };
  });
  syncBuiltinESMExports();
}
