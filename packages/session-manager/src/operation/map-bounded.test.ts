import { createFakeClock } from '@ao/testing';
import { expect, test } from 'vitest';
import { mapBounded } from './map-bounded.ts';

test('answers in order, with no more at a time than allowed', async () => {
  const clock = createFakeClock();
  let [running, most] = [0, 0];
  const mapping = mapBounded([30, 10, 20, 5, 1], 2, async (delay) => {
    running += 1;
    most = Math.max(most, running);
    await clock.sleep(delay);
    running -= 1;
    return delay * 2;
  });
  await clock.advance(1_000);
  expect(await mapping).toEqual([60, 20, 40, 10, 2]);
  expect(most).toBe(2);
});

test('of nothing is nothing', async () => {
  expect(await mapBounded([], 8, () => Promise.reject(new Error('never')))).toEqual([]);
});

test('fails with the first failure', async () => {
  const work = (value: number) => (value === 2 ? Promise.reject(new Error('two')) : Promise.resolve(value));
  await expect(mapBounded([1, 2, 3], 2, work)).rejects.toThrow('two');
});
