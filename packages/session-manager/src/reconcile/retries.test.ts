import type { SessionId } from '@ao/domain';
import { createFakeClock } from '@ao/testing';
import { expect, test } from 'vitest';
import { createRetries } from './retries.ts';

const [one, two] = ['shop-1', 'shop-2'] as SessionId[] as [SessionId, SessionId];

test('pauses grow to a minute, for each session by itself', async () => {
  const clock = createFakeClock();
  const looks: (readonly [SessionId, number])[] = [];
  const startedAt = clock.now();
  const retries = createRetries(clock, (id) => {
    looks.push([id, clock.now() - startedAt]);
    if (id === one) retries.later(id);
    return Promise.resolve();
  });
  retries.later(one);
  retries.later(one);
  await clock.advance(60_000);
  retries.later(two);
  await clock.advance(140_000);
  expect(looks).toEqual([
    [one, 5_000],
    [one, 20_000],
    [two, 65_000],
    [one, 80_000],
    [one, 140_000],
    [one, 200_000],
  ]);
});

test('a session that came in order waits no minute in its next trouble', async () => {
  const clock = createFakeClock();
  const looks: number[] = [];
  let isInOrder = false;
  const retries = createRetries(clock, async (id) => {
    looks.push(clock.now());
    await Promise.resolve();
    if (!isInOrder) retries.later(id);
  });
  retries.later(one);
  await clock.advance(20_000);
  isInOrder = true;
  await clock.advance(60_000);
  expect(looks).toHaveLength(3);
  const troubleAt = clock.now();
  retries.later(one);
  await clock.advance(60_000);
  expect(looks.slice(3)).toEqual([troubleAt + 5_000]);
});

test('nothing is looked at after the end', async () => {
  const clock = createFakeClock();
  const retries = createRetries(clock, () => expect.unreachable());
  retries.later(one);
  retries.close();
  retries.later(two);
  await clock.advance(600_000);
  expect(clock.pendingTimers()).toBe(0);
});
