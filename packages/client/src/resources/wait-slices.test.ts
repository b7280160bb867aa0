import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createClientOver } from '../ao-client.ts';
import { waitInSlices } from './wait-slices.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Waits for as long as it is asked to, and never finds anything. */
function recorder() {
  const slices: [number, boolean][] = [];
  return {
    slices,
    async attempt(sliceMs: number, isLast: boolean) {
      slices.push([sliceMs, isLast]);
      await new Promise((resolve) => setTimeout(resolve, sliceMs));
      return isLast ? 'time is over' : null;
    },
  };
}

test.each([
  [0, [[0, true]]],
  [100, [[100, true]]],
  [
    250,
    [
      [100, false],
      [100, false],
      [50, true],
    ],
  ],
])('%i ms in slices of 100', async (timeoutMs, expected) => {
  const { slices, attempt } = recorder();
  const result = waitInSlices(timeoutMs, 100, attempt);
  await vi.runAllTimersAsync();
  expect(await result).toBe('time is over');
  expect(slices).toEqual(expected);
});

test('without a limit it goes on until there is something', async () => {
  let attempts = 0;
  const result = waitInSlices(Number.POSITIVE_INFINITY, 100, async () => (++attempts === 5 ? 'found' : null));
  expect(await result).toBe('found');
});

test('a wait for a session outlives the slices, and ends with the last one', async () => {
  const timeouts: string[] = [];
  const ao = createClientOver({ current: () => ({ url: 'http://x', token: 't' }), refresh: async () => false }, async (request) => {
    const timeoutMs = new URL(request.url).searchParams.get('timeoutMs');
    if (timeoutMs === null) return { status: 200, header: () => null, text: async () => '{}', async *chunks() {} };
    timeouts.push(timeoutMs);
    await new Promise((resolve) => setTimeout(resolve, Number(timeoutMs)));
    return { status: 504, header: () => null, text: async () => '{"code":"WAIT_TIMEOUT"}', async *chunks() {} };
  });
  const waiting = ao.sessions.wait('shop-1', { until: ['idle'], timeoutMs: 500_000 }).catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  expect(await waiting).toMatchObject({ code: 'WAIT_TIMEOUT' });
  expect(timeouts).toEqual(['240000', '240000', '20000']);
});
