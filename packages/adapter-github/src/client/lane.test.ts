import { expect, test } from 'vitest';
import { createLane } from './lane.ts';

function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { promise, open: resolve };
}

test('so many at a time, in the order they came', async () => {
  const lane = createLane(2);
  const gates = [gate(), gate(), gate()];
  const begun: number[] = [];
  const runs = gates.map((each, index) =>
    lane.run(async () => {
      begun.push(index);
      await each.promise;
      return index;
    }),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  gates[1]?.open();
  await runs[1];
  expect(begun).toEqual([0, 1, 2]);
  for (const each of gates) each.open();
  expect(await Promise.all(runs)).toEqual([0, 1, 2]);
});

test('one that fails or is given up makes room', async () => {
  const lane = createLane(1);
  const first = gate();
  const controller = new AbortController();
  const failing = lane.run(async () => {
    await first.promise;
    throw new Error('no');
  });
  const givenUp = lane.run(async () => 'never', controller.signal);
  const last = lane.run(async () => 'done');
  controller.abort(new Error('enough'));
  await expect(givenUp).rejects.toThrow('enough');
  first.open();
  await expect(failing).rejects.toThrow('no');
  expect(await last).toBe('done');
  await expect(lane.run(async () => 'never', controller.signal)).rejects.toThrow('enough');
});
