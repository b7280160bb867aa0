import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { createPortSource } from './free-port.ts';

/** Lets the dice fall as told, then go up one by one. */
function dice(...numbers: readonly number[]): () => number {
  let next = 21_500;
  const queue = [...numbers];
  return () => queue.shift() ?? next++;
}

test('a port that is given is not given again, until its time is over', async () => {
  let now = 0;
  const source = createPortSource({ now: () => now, random: dice(21_001, 21_001, 21_002, 21_001) });
  expect([await source(), await source()]).toEqual([21_001, 21_002]);
  now = 10 * 60_000;
  expect(await source()).toBe(21_001);
});

test('a port is chosen where neither services nor outgoing connections are', async () => {
  const port = await createPortSource({ now: () => 0 })();
  expect(port).toBeGreaterThanOrEqual(20_000);
  expect(port).toBeLessThan(32_768);
});

test('a port somebody listens at is passed over', async () => {
  const stranger = createServer();
  await new Promise<void>((resolve) => stranger.listen(21_003, '127.0.0.1', resolve));
  try {
    expect(await createPortSource({ now: () => 0, random: dice(21_003, 21_004) })()).toBe(21_004);
    await expect(createPortSource({ now: () => 0, random: () => 21_003 })()).rejects.toMatchObject({ code: 'AGENT_LAUNCH_FAILED' });
  } finally {
    stranger.close();
  }
});
