import { createFakeClock, createRecordingLogger } from '@ao/testing';
import { expect, test } from 'vitest';
import { createArrayChangeLog } from './__fixtures__/array-change-log.ts';
import { createChangeLogRetention } from './change-log-retention.ts';

test('keeps the newest events, at the start and every minute', async () => {
  const clock = createFakeClock();
  const changeLog = createArrayChangeLog();
  const retention = createChangeLogRetention({ changeLog, clock, logger: createRecordingLogger(), keepEvents: 10 });
  const ended = new AbortController();
  changeLog.commit(25);
  const run = retention.run(ended.signal);
  expect(changeLog.bounds()).toEqual({ oldest: 16, newest: 25 });
  changeLog.commit(5);
  await clock.advance(59_999);
  expect(changeLog.bounds().oldest).toBe(16);
  await clock.advance(1);
  expect(changeLog.bounds()).toEqual({ oldest: 21, newest: 30 });
  ended.abort();
  await expect(run).resolves.toBeUndefined();
  expect(clock.pendingTimers()).toBe(0);
});

test('cuts a log that grew large in several small steps', async () => {
  const clock = createFakeClock();
  const changeLog = createArrayChangeLog();
  changeLog.commit(100);
  const wholePrune = changeLog.prune.bind(changeLog);
  const steps: number[] = [];
  changeLog.prune = (keep) => {
    const { oldest, newest } = changeLog.bounds();
    const dropped = wholePrune(Math.max(keep, newest - oldest + 1 - 30));
    steps.push(dropped);
    return dropped;
  };
  const ended = new AbortController();
  void createChangeLogRetention({ changeLog, clock, logger: createRecordingLogger(), keepEvents: 10 }).run(ended.signal);
  await clock.advance(500);
  expect(steps).toEqual([30, 30, 30]);
  expect(changeLog.bounds()).toEqual({ oldest: 91, newest: 100 });
  ended.abort();
});

test('does nothing once it was told to end', async () => {
  const changeLog = createArrayChangeLog();
  changeLog.commit(25);
  const retention = createChangeLogRetention({ changeLog, clock: createFakeClock(), logger: createRecordingLogger(), keepEvents: 10 });
  await retention.run(AbortSignal.abort());
  expect(changeLog.bounds().oldest).toBe(1);
});
