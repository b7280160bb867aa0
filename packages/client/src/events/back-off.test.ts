import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBackOff } from './back-off.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('pauses double up to five seconds, and begin anew after a reset', async () => {
  const backOff = createBackOff();
  const lengths: number[] = [];
  async function measure(): Promise<void> {
    const from = Date.now();
    const pause = backOff.pause(undefined);
    await vi.runAllTimersAsync();
    await pause;
    lengths.push(Date.now() - from);
  }
  for (let attempt = 0; attempt < 8; attempt += 1) await measure();
  backOff.reset();
  await measure();
  expect(lengths).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000, 100]);
});

test('a pause ends with the signal, and leaves neither timer nor listener', async () => {
  const backOff = createBackOff();
  const abort = new AbortController();
  const added = vi.spyOn(abort.signal, 'addEventListener');
  const removed = vi.spyOn(abort.signal, 'removeEventListener');
  const undisturbed = backOff.pause(abort.signal);
  await vi.runAllTimersAsync();
  await undisturbed;
  expect([added.mock.calls.length, removed.mock.calls.length]).toEqual([1, 1]);
  const pause = backOff.pause(abort.signal);
  abort.abort(new Error('enough'));
  await expect(pause).rejects.toThrow('enough');
  await expect(backOff.pause(abort.signal)).rejects.toThrow('enough');
  expect(vi.getTimerCount()).toBe(0);
});
