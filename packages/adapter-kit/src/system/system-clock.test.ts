import { expect, test } from 'vitest';
import { createSystemClock } from './system-clock.ts';

test('a sleep that is aborted rejects with the reason at once and leaves no timer', async () => {
  const clock = createSystemClock();
  const stop = new AbortController();
  const slept = clock.sleep(60_000, stop.signal);
  stop.abort(new Error('stopped'));
  await expect(slept).rejects.toThrow('stopped');
  await expect(clock.sleep(60_000, stop.signal)).rejects.toThrow('stopped');
});

test('a timer fires once and a cancelled one never', async () => {
  const clock = createSystemClock();
  const fired: string[] = [];
  clock.setTimer(1, () => fired.push('cancelled')).cancel();
  await new Promise<void>((resolve) => {
    clock.setTimer(1, () => {
      fired.push('fired');
      resolve();
    });
    // The clock's own timers do not keep the process alive, so the test must.
    setTimeout(resolve, 5_000).unref();
  });
  expect(fired).toEqual(['fired']);
});

test('monotonic time never runs backwards', () => {
  const clock = createSystemClock();
  const first = clock.monotonic();
  expect(clock.monotonic()).toBeGreaterThanOrEqual(first);
  expect(Number.isInteger(clock.now())).toBe(true);
});
