import { expect, test } from 'vitest';
import { createFakeClock } from './fake-clock.ts';

test('timers fire in the order of their time, ties in the order they were set', async () => {
  const clock = createFakeClock();
  const fired: string[] = [];
  clock.setTimer(20, () => fired.push('late'));
  clock.setTimer(10, () => fired.push('first'));
  clock.setTimer(10, () => fired.push('second'));
  await clock.advance(15);
  expect(fired).toEqual(['first', 'second']);
  await clock.advance(5);
  expect(fired).toEqual(['first', 'second', 'late']);
});

test('a loop that sleeps runs as often as it would in real time', async () => {
  const clock = createFakeClock();
  let rounds = 0;
  const stop = new AbortController();
  const loop = (async () => {
    for (;;) {
      await clock.sleep(100, stop.signal);
      rounds += 1;
    }
  })().catch((reason: unknown) => reason);
  await clock.advance(1000);
  expect(rounds).toBe(10);
  stop.abort('enough');
  expect(await loop).toBe('enough');
  expect(clock.pendingTimers()).toBe(0);
});

test('a process that stood still finds what is overdue when it goes on', async () => {
  const clock = createFakeClock(1000);
  let fired = 0;
  clock.setTimer(50, () => fired++);
  clock.stand(60_000);
  expect([clock.now(), clock.monotonic(), fired]).toEqual([61_000, 60_000, 0]);
  await clock.advance(0);
  expect([clock.now(), fired]).toEqual([61_000, 1]);
});

test('a cancelled timer does not fire, and a jump of the wall clock fires none', async () => {
  const clock = createFakeClock(1000);
  let fired = 0;
  clock.setTimer(10, () => fired++).cancel();
  clock.setTimer(50, () => fired++);
  clock.jumpWallClock(1_000_000);
  expect(clock.now()).toBe(1_001_000);
  await clock.advance(49);
  expect(fired).toBe(0);
  await clock.advance(1);
  expect(fired).toBe(1);
});
