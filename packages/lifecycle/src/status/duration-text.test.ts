import { expect, test } from 'vitest';
import { durationText } from './duration-text.ts';

test.each([
  [-5, '0 s'],
  [999, '0 s'],
  [1_000, '1 s'],
  [119_999, '119 s'],
  [120_000, '2 min'],
  [7_199_999, '119 min'],
  [7_200_000, '2 h'],
  [172_799_999, '47 h'],
  [172_800_000, '2 d'],
])('%d ms are %s', (durationMs, text) => {
  expect(durationText(durationMs)).toBe(text);
});
