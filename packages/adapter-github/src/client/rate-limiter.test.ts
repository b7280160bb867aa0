import { createFakeClock } from '@ao/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRateLimiter } from './rate-limiter.ts';
import { readRateHeaders } from './read-rate-headers.ts';
import { retryAfterMs } from './retry-after.ts';

const HOUR = 3_600_000;

function limiterAt(remaining: number) {
  const clock = createFakeClock();
  const limiter = createRateLimiter({ host: 'github.com', clock });
  const resetAt = clock.now() + HOUR;
  limiter.read({ resource: 'graphql', limit: 5_000, remaining, resetAt });
  return { clock, limiter, resetAt };
}

describe('the hourly limit', () => {
  test('before the first answer nothing is held back', () => {
    const limiter = createRateLimiter({ host: 'github.com', clock: createFakeClock() });
    expect(limiter.refusal('graphql', 'background')).toBeNull();
    expect(limiter.budget()).toEqual({ host: 'github.com', batched: null, plain: null, notBefore: null });
  });

  test('background questions stop at the reserve, a person may use it up', () => {
    for (const [remaining, background, person] of [
      [1_001, true, true],
      [1_000, false, true],
      [1, false, true],
      [0, false, false],
    ] as const) {
      const { limiter } = limiterAt(remaining);
      expect([limiter.refusal('graphql', 'background') === null, limiter.refusal('graphql', 'person') === null]).toEqual([
        background,
        person,
      ]);
      expect(limiter.refusal('core', 'background')).toBeNull();
    }
  });

  test('a refusal says when it makes sense to ask again, and then it does', async () => {
    const { clock, limiter, resetAt } = limiterAt(0);
    const refusal = limiter.refusal('graphql', 'person');
    expect(refusal).toMatchObject({ code: 'FORGE_RATE_LIMITED', details: { host: 'github.com', retryAt: resetAt + 1_000 } });
    await clock.advance(HOUR + 999);
    expect(limiter.refusal('graphql', 'person')).not.toBeNull();
    await clock.advance(1);
    expect(limiter.refusal('graphql', 'background')).toBeNull();
    expect(limiter.budget().batched?.remaining).toBe(5_000);
  });

  test('an answer that was overtaken does not bring back what was spent', () => {
    const { limiter, resetAt } = limiterAt(900);
    limiter.read({ resource: 'graphql', limit: 5_000, remaining: 1_500, resetAt });
    expect(limiter.budget().batched?.remaining).toBe(900);
    limiter.read({ resource: 'graphql', limit: 5_000, remaining: 4_999, resetAt: resetAt + HOUR });
    expect(limiter.budget().batched?.remaining).toBe(4_999);
  });
});

describe('too many requests at once', () => {
  test('holds everything at that host for as long as it says', async () => {
    const { clock, limiter } = limiterAt(5_000);
    limiter.holdBack(30_000);
    expect(limiter.refusal('core', 'person')).toMatchObject({ details: { retryAt: clock.now() + 30_000 } });
    expect(limiter.budget().notBefore).toBe(clock.now() + 30_000);
    await clock.advance(30_000);
    expect([limiter.refusal('core', 'person'), limiter.budget().notBefore]).toEqual([null, null]);
  });

  test('without a word about how long: a minute, then twice as long, at most a quarter of an hour, until something succeeds', async () => {
    const { clock, limiter } = limiterAt(5_000);
    const waits = [];
    for (let time = 0; time < 6; time += 1) {
      limiter.holdBack(null);
      const wait = (limiter.budget().notBefore ?? 0) - clock.now();
      waits.push(wait / 60_000);
      await clock.advance(wait);
    }
    expect(waits).toEqual([1, 2, 4, 8, 15, 15]);
    limiter.succeeded();
    limiter.holdBack(null);
    expect(limiter.budget().notBefore).toBe(clock.now() + 60_000);
  });

  test('a shorter pause does not end a longer one', () => {
    const { clock, limiter } = limiterAt(5_000);
    limiter.holdBack(120_000);
    limiter.holdBack(1_000);
    expect(limiter.budget().notBefore).toBe(clock.now() + 120_000);
  });
});

test('the pace of the last ten minutes tells what an hour costs', async () => {
  const { clock, limiter } = limiterAt(5_000);
  for (let tick = 0; tick < 40; tick += 1) {
    limiter.spend('graphql', 1);
    await clock.advance(30_000);
  }
  expect(limiter.budget().batched?.ownCostPerHour).toBeGreaterThanOrEqual(114);
  expect(limiter.budget().batched?.ownCostPerHour).toBeLessThanOrEqual(126);
  await clock.advance(HOUR);
  expect(limiter.budget().batched?.ownCostPerHour).toBe(0);
});

test.each([
  ['60', 60_000],
  ['0', 0],
  ['Wed, 15 Nov 2023 00:00:30 GMT', 30_000],
  ['Tue, 14 Nov 2023 00:00:00 GMT', null],
  ['soon', null],
  ['-5', null],
  ['', null],
  [undefined, null],
  ['999999999', HOUR],
])('Retry-After %j means %j ms', (header, expected) => {
  expect(retryAfterMs(header, Date.parse('2023-11-15T00:00:00Z'))).toBe(expected);
});

test('headers that are no figures say nothing', () => {
  const good = { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '59', 'x-ratelimit-reset': '1700000000' };
  expect(readRateHeaders(good, 'core')).toEqual({ resource: 'core', limit: 60, remaining: 59, resetAt: 1_700_000_000_000 });
  expect(readRateHeaders({ ...good, 'x-ratelimit-resource': 'search' }, 'core')?.resource).toBe('search');
  for (const broken of [{}, { ...good, 'x-ratelimit-reset': 'x' }, { ...good, 'x-ratelimit-limit': '-1' }])
    expect(readRateHeaders(broken, 'core')).toBeNull();
});

test('whatever the host says, a background question is never sent from the reserve', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(10_000), (limit, remaining) => {
      const clock = createFakeClock();
      const limiter = createRateLimiter({ host: 'h', clock });
      limiter.read({ resource: 'core', limit, remaining, resetAt: clock.now() + 1 });
      expect(limiter.refusal('core', 'background') === null).toBe(remaining > Math.floor(limit * 0.2) && remaining > 0);
    }),
  );
});
