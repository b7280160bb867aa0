import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RateAllowance, RateBudget } from '@ao/ports';
import { budgetStretch } from './budget-stretch.ts';

const NOW = 1_790_000_000_000;
const HOUR = 3_600_000;

function budget(allowance: Partial<RateAllowance> | null, plain: Partial<RateAllowance> | null = null): RateBudget {
  const whole = { limit: 5_000, remaining: 5_000, resetAt: NOW + HOUR, reserve: 1_000, ownCostPerHour: 0 };
  const of = (changes: Partial<RateAllowance> | null) => (changes === null ? null : { ...whole, ...changes });
  return { host: 'github.com', batched: of(allowance), plain: of(plain), notBefore: null };
}

test.each<[string, RateBudget | null, number]>([
  ['nothing is known', null, 1],
  ['nothing was asked yet', budget(null), 1],
  ['all is left', budget({}), 1],
  ['half is left of the limit and of the hour', budget({ remaining: 3_000, resetAt: NOW + HOUR / 2 }), 1],
  ['half is left, and the whole hour', budget({ remaining: 3_000 }), 2],
  ['a quarter is left, and the whole hour', budget({ remaining: 2_000 }), 4],
  ['only the reserve is left', budget({ remaining: 1_000 }), 8],
  ['nothing is left', budget({ remaining: 0 }), 8],
  ['the hour is over', budget({ remaining: 0, resetAt: NOW - 1 }), 1],
  ['the other limit is the scarce one', budget({}, { remaining: 3_000 }), 2],
  ['all of it is reserved', budget({ reserve: 5_000 }), 8],
])('when %s, looks are %s', (_name, given, stretch) => {
  expect(budgetStretch(given, NOW)).toBeCloseTo(stretch);
});

test('is never less than one, never more than eight, and less is never asked of more', () => {
  const number = fc.integer({ min: 0, max: 5_000 });
  fc.assert(
    fc.property(number, number, fc.integer({ min: -HOUR, max: 2 * HOUR }), (one, other, inMs) => {
      const [less = 0, more = 0] = [one, other].toSorted((a, b) => a - b);
      const stretch = (remaining: number) => budgetStretch(budget({ remaining, resetAt: NOW + inMs }), NOW);
      expect(stretch(less)).toBeGreaterThanOrEqual(stretch(more));
      expect(stretch(more)).toBeGreaterThanOrEqual(1);
      expect(stretch(less)).toBeLessThanOrEqual(8);
    }),
  );
});
