import { expect, test } from 'vitest';
import { type Aim, ratioOf, type Row, verdictOf } from './row.ts';

function row(aim: Aim | null, value = 30, yardstick: number | null = 20): Row {
  return { what: 'x', value, unit: 'ms', aim, yardstick: yardstick === null ? null : { what: 'y', value: yardstick } };
}

test('a ratio needs a yardstick', () => {
  expect(ratioOf(row(null))).toBe(1.5);
  expect(ratioOf(row(null, 30, null))).toBeNull();
});

test.each<[Aim, 'met' | 'missed']>([
  [{ of: 'ratio', atMost: 1.5 }, 'met'],
  [{ of: 'ratio', atMost: 1.4 }, 'missed'],
  [{ of: 'ratio', atLeast: 1.5 }, 'met'],
  [{ of: 'ratio', atLeast: 1.6 }, 'missed'],
  [{ of: 'excess', atMost: 10 }, 'met'],
  [{ of: 'excess', atMost: 9 }, 'missed'],
  [{ of: 'value', atMost: 30 }, 'met'],
  [{ of: 'value', atMost: 29 }, 'missed'],
])('30 ms beside 20 ms with the aim %o: %s', (aim, verdict) => {
  expect(verdictOf(row(aim))).toBe(verdict);
});

test('without an aim, or without what it is compared with, there is no verdict', () => {
  expect(verdictOf(row(null))).toBeNull();
  expect(verdictOf(row({ of: 'ratio', atMost: 1 }, 30, null))).toBeNull();
});
