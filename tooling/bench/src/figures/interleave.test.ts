import { expect, test } from 'vitest';
import { interleave } from './interleave.ts';

test('every round measures every subject, and the order turns', async () => {
  const calls: string[] = [];
  const subject = (name: string, value: number) => () => {
    calls.push(name);
    return value;
  };
  const samples = await interleave(3, { a: subject('a', 1), b: subject('b', 2) });
  expect(calls).toEqual(['a', 'b', 'b', 'a', 'a', 'b']);
  expect(samples).toEqual({ a: [1, 1, 1], b: [2, 2, 2] });
});

test('rounds are told as they begin', async () => {
  const rounds: number[] = [];
  await interleave(2, { only: () => Promise.resolve(0) }, (round) => rounds.push(round));
  expect(rounds).toEqual([0, 1]);
});
