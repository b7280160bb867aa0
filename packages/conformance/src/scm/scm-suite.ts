import { discoveryCases } from './discovery-cases.ts';
import { reviewCases } from './review-cases.ts';
import type { ScmUnderTest } from './scm-case.ts';

/** How the suite is run. */
export interface ScmSuiteOptions {
  /** Registers one test with a test runner, for example `test` of vitest or of node. Give tests half a minute. */
  readonly test: (name: string, body: () => Promise<void>) => void;
  /** Makes a code host without repositories, and what is tested against it. Called once per test. */
  readonly create: () => ScmUnderTest | Promise<ScmUnderTest>;
}

/** Registers the tests that every implementation of the `Scm` port passes. */
export function scmSuite(options: ScmSuiteOptions): void {
  for (const { name, run } of [...discoveryCases, ...reviewCases]) {
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
