import { expect, test } from 'vitest';
import { createFakeClock } from '@ao/testing';
import { withTimeLimit } from './time-limit.ts';

test('an answer in time is the answer, and no timer stays behind', async () => {
  const clock = createFakeClock();
  const outer = new AbortController();
  await expect(withTimeLimit(clock, 100, outer.signal, () => Promise.resolve('here'))).resolves.toBe('here');
  expect(clock.pendingTimers()).toBe(0);
});

test('work that is late is told so, and given up also when it does not listen', async () => {
  const clock = createFakeClock();
  let told: AbortSignal | undefined;
  const late = withTimeLimit(clock, 100, new AbortController().signal, (signal) => {
    told = signal;
    return new Promise(() => undefined);
  });
  await Promise.all([expect(late).rejects.toThrow('No answer within 100 ms'), clock.advance(100)]);
  expect(told?.aborted).toBe(true);
});

test('work nobody waits for any more is given up', async () => {
  const clock = createFakeClock();
  const outer = new AbortController();
  const work = withTimeLimit(clock, 100, outer.signal, () => new Promise(() => undefined));
  outer.abort(new Error('stopping'));
  await expect(work).rejects.toThrow('stopping');
  expect(clock.pendingTimers()).toBe(0);
});
