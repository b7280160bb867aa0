import { createFakeClock } from '@ao/testing';
import { expect, test } from 'vitest';
import { deadlineSignal } from './deadline-signal.ts';

test('it is aborted when the time is over', async () => {
  const clock = createFakeClock();
  const { signal } = deadlineSignal(clock, 100, []);
  await clock.advance(99);
  expect(signal.aborted).toBe(false);
  await clock.advance(1);
  expect(signal.aborted).toBe(true);
});

test.each([0, 1])('it is aborted with any of the others', (index) => {
  const others = [new AbortController(), new AbortController()];
  const { signal } = deadlineSignal(
    createFakeClock(),
    100,
    others.map((each) => each.signal),
  );
  others[index]?.abort();
  expect(signal.aborted).toBe(true);
});

test('cancelled, it leaves no timer', () => {
  const clock = createFakeClock();
  deadlineSignal(clock, 100, []).cancel();
  expect(clock.pendingTimers()).toBe(0);
});
