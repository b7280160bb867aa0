import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

test('no more than allowed run at once, the others follow in order', async () => {
  const turns = createTurns(2);
  const finish: (() => void)[] = [];
  const begun: number[] = [];
  const all = [0, 1, 2, 3].map((number) =>
    turns.take(() => {
      begun.push(number);
      return new Promise<void>((resolve) => finish.push(resolve));
    }),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  finish[1]?.();
  await all[1];
  expect(begun).toEqual([0, 1, 2]);
  finish[0]?.();
  finish[2]?.();
  await all[2];
  finish[3]?.();
  await Promise.all(all);
  expect(begun).toEqual([0, 1, 2, 3]);
});

test('work that fails gives its turn on', async () => {
  const turns = createTurns(1);
  await expect(turns.take(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await expect(turns.take(() => Promise.resolve('next'))).resolves.toBe('next');
});
