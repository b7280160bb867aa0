import { expect, test } from 'vitest';
import { createChance } from './seeded-chance.ts';

const VALUES = Array.from({ length: 50 }, (_, index) => index);

test('the same seed is the same chance, another one is not', () => {
  const drawn = (seed: number) => createChance(seed).sample(VALUES, 10);
  expect(drawn(7)).toEqual(drawn(7));
  expect(drawn(7)).not.toEqual(drawn(8));
});

test('a sample has each value at most once, in order, and all of them when it is large', () => {
  const sample = createChance(3).sample(VALUES, 20);
  expect(sample).toEqual([...new Set(sample)].sort((one, other) => one - other));
  expect(createChance(3).sample(VALUES, 500)).toEqual(VALUES);
});

test('numbers are spread over their range', () => {
  const chance = createChance(1);
  const drawn = Array.from({ length: 1_000 }, () => chance.below(10));
  expect(new Set(drawn).size).toBe(10);
  expect(() => chance.pick([])).toThrow('nothing to pick');
});
