import { AoError } from '@ao/domain';
import { createFakeClock, createRecordingLogger } from '@ao/testing';
import { expect, test } from 'vitest';
import { guardTimers } from './guarded-clock.ts';

test('a disk that is full when a timer fires does not end the daemon, and is logged', async () => {
  const [clock, logger] = [createFakeClock(), createRecordingLogger()];
  const guarded = guardTimers(clock, logger);
  let calls = 0;
  guarded.setTimer(1_000, () => {
    throw new AoError('DISK_FULL');
  });
  guarded.setTimer(2_000, () => (calls += 1));
  guarded.setTimer(3_000, () => (calls += 1)).cancel();
  await clock.advance(5_000);
  expect(calls).toBe(1);
  expect(logger.lines).toMatchObject([{ level: 'error', fields: { error: { code: 'DISK_FULL' } } }]);
});

test('it is the same clock otherwise', async () => {
  const clock = createFakeClock();
  const guarded = guardTimers(clock, createRecordingLogger());
  const slept = guarded.sleep(1_000);
  await clock.advance(1_000);
  await slept;
  expect([guarded.now(), guarded.monotonic()]).toEqual([clock.now(), clock.monotonic()]);
});
