import { expect, test } from 'vitest';
import { linesIn } from './line-count.ts';

test.each([
  ['', 0],
  ['\n', 1],
  ['a', 1],
  ['a\n', 1],
  ['a\nb', 2],
  ['a\n\n', 2],
  ['a\0b\n', 0],
])('%j has %i lines', (text, lines) => {
  expect(linesIn(Buffer.from(text))).toBe(lines);
});
