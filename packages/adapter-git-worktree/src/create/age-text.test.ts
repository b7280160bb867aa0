import { expect, test } from 'vitest';
import { ageText } from './age-text.ts';

test.each([
  [0, 'moments'],
  [59_999, 'moments'],
  [60_000, '1 min'],
  [3_599_000, '59 min'],
  [7_300_000, '2 h'],
  [86_400_000 * 3 + 5, '3 d'],
])('%i ms are %s', (ageMs, text) => {
  expect(ageText(ageMs)).toBe(text);
});
