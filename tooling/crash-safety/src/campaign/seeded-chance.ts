/** Chance that is the same for the same seed. */
export interface Chance {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number below the limit. */
  below(limit: number): number;
  pick<Value>(values: readonly Value[]): Value;
  /** Some of the values, each at most once, in their order. */
  sample<Value>(values: readonly Value[], count: number): readonly Value[];
}

/** Makes the chance of a seed (mulberry32). */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick(values) {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('There is nothing to pick from.');
      return value;
    },
    sample(values, count) {
      const keyed = values.map((value, index) => ({ value, index, key: next() }));
      const chosen = keyed.sort((one, other) => one.key - other.key).slice(0, count);
      return chosen.sort((one, other) => one.index - other.index).map(({ value }) => value);
    },
  };
}
