import { createFakeClock, createInMemoryStores, createRecordingLogger } from '@ao/testing';
import { expect, test } from 'vitest';
import { createRetention } from './retention.ts';

test('old records go once an hour, not during start-up, and stopping ends it at once', async () => {
  const clock = createFakeClock();
  const stores = createInMemoryStores({ clock });
  const asked: number[] = [];
  const operations = { ...stores.operations, prune: (before: number) => (asked.push(before), 3) };
  const logger = createRecordingLogger();
  const stop = new AbortController();
  const running = createRetention({ stores: { ...stores, operations }, clock, logger }).run(stop.signal);
  await clock.advance(59_000);
  expect(asked).toEqual([]);
  await clock.advance(1_000 + 2 * 3_600_000);
  expect(asked).toHaveLength(3);
  expect(logger.lines).toContainEqual({
    level: 'info',
    message: 'old records were removed',
    fields: { operations: 3, messages: 0, notices: 0, reports: 0, wakes: 0 },
  });
  stop.abort();
  await running;
  expect(clock.pendingTimers()).toBe(0);
});

test.each([
  ['set forward a year', 365 * 86_400_000],
  ['set back a day', -86_400_000],
])('a clock that is %s removes nothing that is not old', async (_name, jumpMs) => {
  const clock = createFakeClock();
  const stores = createInMemoryStores({ clock });
  let asked = 0;
  const operations = { ...stores.operations, prune: () => (asked++, 0) };
  const stop = new AbortController();
  const running = createRetention({ stores: { ...stores, operations }, clock, logger: createRecordingLogger() }).run(stop.signal);
  await clock.advance(61_000);
  clock.jumpWallClock(jumpMs);
  await clock.advance(3_600_000);
  expect(asked).toBe(1);
  // Whoever set it wrong has had an hour to notice.
  await clock.advance(3_600_000);
  expect(asked).toBe(2);
  stop.abort();
  await running;
});
