import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCostHistory } from './cost-history.ts';

const MINUTE = 60_000;

test('a steady pace is told as it is', () => {
  const history = createCostHistory(0);
  for (let at = 0; at < 20 * MINUTE; at += 30_000) history.add(at, 2);
  expect(history.perHour(20 * MINUTE)).toBeGreaterThanOrEqual(228);
  expect(history.perHour(20 * MINUTE)).toBeLessThanOrEqual(252);
});

test('a burst counts for ten minutes, then it is forgotten', () => {
  const history = createCostHistory(0);
  history.add(30 * MINUTE, 100);
  expect([30, 39, 41].map((minute) => history.perHour(minute * MINUTE))).toEqual([600, 600, 0]);
});

test('the first seconds are not taken for an hour of the same', () => {
  const history = createCostHistory(0);
  history.add(1, 1);
  expect([history.perHour(1), history.perHour(2 * MINUTE)]).toEqual([60, 30]);
});

test('whatever is spent, the pace is never negative and never more than all of it within a minute', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(MINUTE), fc.nat(100)), { maxLength: 50 }), (steps) => {
      const history = createCostHistory(0);
      let now = 0;
      let sum = 0;
      for (const [wait, cost] of steps) {
        now += wait;
        sum += cost;
        history.add(now, cost);
      }
      expect(history.perHour(now)).toBeGreaterThanOrEqual(0);
      expect(history.perHour(now)).toBeLessThanOrEqual(sum * 60);
    }),
  );
});
