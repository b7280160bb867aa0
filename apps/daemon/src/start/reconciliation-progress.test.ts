import { AoError } from '@ao/domain';
import type { ReconcileReport } from '@ao/session-manager';
import { createFakeClock, createInMemoryStores, createRecordingLogger } from '@ao/testing';
import { expect, test } from 'vitest';
import { createReconciliation } from './reconciliation-progress.ts';

const found: ReconcileReport = {
  adopted: 0,
  ended: 0,
  finished: 1,
  undone: 0,
  unresolved: 0,
  strayTerminals: 0,
  missingWorktrees: [],
};

/** A look after sessions that fails so many times, as it does while the disk is full. */
function failing(times: number) {
  const clock = createFakeClock();
  const stop = new AbortController();
  let tries = 0;
  const reconcile = async () => {
    tries += 1;
    if (tries <= times) throw new AoError('DISK_FULL');
    return found;
  };
  const logger = createRecordingLogger();
  const reconciliation = createReconciliation({ manager: { reconcile }, stores: createInMemoryStores({ clock }), clock, logger });
  return { clock, stop, reconciliation, tries: () => tries };
}

test('what the last daemon left is looked after again when that failed at the start, until it is done', async () => {
  const { clock, stop, reconciliation, tries } = failing(3);
  // The observers wait for this.
  await reconciliation.run(stop.signal);
  expect(reconciliation.report().state).toBe('failed');
  await clock.advance(10 * 60_000);
  expect(reconciliation.report()).toMatchObject({ state: 'done', finishedAt: expect.any(Number) });
  expect(tries()).toBe(4);
  expect(clock.pendingTimers()).toBe(0);
});

test('not after the daemon was told to stop', async () => {
  const { clock, stop, reconciliation, tries } = failing(Number.POSITIVE_INFINITY);
  await reconciliation.run(stop.signal);
  stop.abort();
  await clock.advance(60 * 60_000);
  expect(tries()).toBe(1);
  expect(clock.pendingTimers()).toBe(0);
});
