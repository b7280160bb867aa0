import { expect, test } from 'vitest';
import { median, quantile } from './quantile.ts';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

test.each([
  [0.5, 50],
  [0.99, 99],
  [1, 100],
  [0, 1],
])('the quantile %f of 1 to 100 is %i', (part, expected) => {
  expect(quantile(hundred, part)).toBe(expected);
});

test('the samples stay in the order they were taken', () => {
  const samples = [3, 1, 2];
  expect(median(samples)).toBe(2);
  expect(samples).toEqual([3, 1, 2]);
});

test('a few samples have no 99th of a hundred: the largest stands for it', () => {
  expect(quantile([5, 9], 0.99)).toBe(9);
});

test('nothing has no median', () => {
  expect(() => median([])).toThrow('no samples');
});
