import { describe, expect, test } from 'vitest';
import { followClock, steadyAge, type SteadyTime } from './steady-time.ts';

const DAY = 24 * 60 * 60_000;
const begun = followClock(null, { now: 1_000_000, monotonic: 500 });

/** Time that was steady, and then both clocks moved. */
function after(wallMs: number, monotonicMs: number, options?: { readonly longestPauseMs: number }): SteadyTime {
  return followClock(begun, { now: begun.last.now + wallMs, monotonic: begun.last.monotonic + monotonicMs }, options);
}

describe('steady time begins anew', () => {
  test.each<[string, SteadyTime, boolean]>([
    ['not while both clocks run alike', after(DAY, DAY), false],
    ['not when a time server corrects a little', after(60_000, 58_000), false],
    ['when the clock is set back a day', after(-DAY, 5_000), true],
    ['when the clock is set forward a year', after(365 * DAY, 5_000), true],
    ['when the machine slept: only the wall clock went on', after(8 * 60 * 60_000, 5_000), true],
    ['when whoever follows was stopped itself', after(60_000, 60_000, { longestPauseMs: 30_000 }), true],
    ['not when it came as often as it should', after(20_000, 20_000, { longestPauseMs: 30_000 }), false],
  ])('%s', (_name, time, isNew) => {
    expect(time.since).toBe(isNew ? time.last.now : begun.since);
  });

  test('once, and not again and again', () => {
    const set = after(DAY, 0);
    const later = followClock(set, { now: set.last.now + 60_000, monotonic: set.last.monotonic + 60_000 });
    expect(later.since).toBe(set.since);
  });
});

test.each([
  ['as always', 900, 1_000, 0, 100],
  ['no longer than time was steady', 100, 1_000, 950, 50],
  ['of the future: since the clock was set back', 5_000, 1_000, 950, 50],
  ['never less than nothing', 900, 1_000, 1_200, 0],
])('an age %s', (_name, at, now, steadySince, age) => {
  expect(steadyAge(at, now, steadySince)).toBe(age);
});
