import type { Clock, Stores } from '@ao/ports';
import { changeLogCases } from './change-log-cases.ts';
import { issueIntakeCases } from './issue-intake-cases.ts';
import { messageCases } from './message-cases.ts';
import { noticeCases } from './notice-cases.ts';
import { operationCases } from './operation-cases.ts';
import { projectCases } from './project-cases.ts';
import { pullRequestCases } from './pull-request-cases.ts';
import { pullRequestSightingCases } from './pull-request-sighting-cases.ts';
import { pullRequestSnapshotCases } from './pull-request-snapshot-cases.ts';
import { reactionCases } from './reaction-cases.ts';
import { reportCases } from './report-cases.ts';
import { sessionCases } from './session-cases.ts';
import { sessionEventCases } from './session-event-cases.ts';
import { createSettableClock } from './settable-clock.ts';
import type { StoresCase } from './stores-case.ts';
import { transactionCases } from './transaction-cases.ts';
import { wakeCases } from './wake-cases.ts';

/** Stores made for one test. */
export interface StoresUnderTest {
  readonly stores: Stores;
  /** Called after the test, also after a failed one. */
  close?(): void | Promise<void>;
}

/** How the suite is run. */
export interface StoresSuiteOptions {
  /** Registers one test with a test runner, for example `test` of vitest or of node. */
  readonly test: (name: string, body: () => Promise<void>) => void;
  /** Makes empty stores that take the time from the given clock. Called once per test. */
  readonly create: (options: { readonly clock: Clock }) => StoresUnderTest | Promise<StoresUnderTest>;
}

const ALL_CASES: readonly StoresCase[] = [
  ...projectCases,
  ...sessionCases,
  ...sessionEventCases,
  ...operationCases,
  ...messageCases,
  ...pullRequestCases,
  ...pullRequestSightingCases,
  ...pullRequestSnapshotCases,
  ...reactionCases,
  ...noticeCases,
  ...reportCases,
  ...wakeCases,
  ...issueIntakeCases,
  ...changeLogCases,
  ...transactionCases,
];

/** Registers the tests that every implementation of the `Stores` port passes. */
export function storesSuite(options: StoresSuiteOptions): void {
  for (const storesCase of ALL_CASES) {
    options.test(storesCase.name, async () => {
      const clock = createSettableClock();
      const underTest = await options.create({ clock });
      try {
        await storesCase.run({ stores: underTest.stores, clock });
      } finally {
        await underTest.close?.();
      }
    });
  }
}
