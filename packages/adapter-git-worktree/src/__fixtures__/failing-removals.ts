import type { rm } from 'node:fs/promises';

/** Makes the next removals of paths fail; see {@link withFailingRemovals}. */
export interface FailingRemovals {
  /** Which paths cannot be removed. */
  matches: RegExp | null;
  /** How many removals fail from now on. */
  left: number;
}

/** The removal of the file system, as broken as the faults say. For `vi.mock('node:fs/promises', …)`. */
export function withFailingRemovals(real: typeof rm, faults: FailingRemovals): typeof rm {
  return async (path, options) => {
    if (faults.left > 0 && faults.matches?.test(String(path)) === true) {
      faults.left -= 1;
      throw Object.assign(new Error(`EIO: made to fail, rm '${String(path)}'`), { code: 'EIO' });
    }
    await real(path, options);
  };
}
