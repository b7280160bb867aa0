import { trackerCases } from './tracker-cases.ts';
import type { TrackerUnderTest } from './tracker-case.ts';

/** How the suite is run. */
export interface TrackerSuiteOptions {
  /** Registers one test with a test runner, for example `test` of vitest or of node. Give tests half a minute. */
  readonly test: (name: string, body: () => Promise<void>) => void;
  /** Makes a tracker without issues. Called once per test. */
  readonly create: () => TrackerUnderTest | Promise<TrackerUnderTest>;
}

/** Registers the tests that every implementation of the `Tracker` port passes. */
export function trackerSuite(options: TrackerSuiteOptions): void {
  for (const { name, run } of trackerCases) {
    options.test(name, async () => {
      const underTest = await options.create();
      try {
        await run(underTest);
      } finally {
        await underTest.dispose?.();
      }
    });
  }
}
