import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createInputQueue, INPUT_QUEUE_LIMIT_BYTES } from './input-queue.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A terminal that takes so many bytes in all until it is given room. */
function fakeTerminal(room: number) {
  const taken: number[] = [];
  return {
    taken,
    makeRoom: (bytes: number) => void (room += bytes),
    write(_: number, bytes: Uint8Array): number {
      if (room === 0) throw Object.assign(new Error('full'), { code: 'EAGAIN' });
      const count = Math.min(room, bytes.length);
      taken.push(...bytes.subarray(0, count));
      room -= count;
      return count;
    },
  };
}

test('keeps the order over partial writes and full terminals, and tells when each piece was taken', async () => {
  const terminal = fakeTerminal(4);
  const queue = createInputQueue(1, terminal.write);
  const told: string[] = [];
  expect(queue.push(Buffer.from([1, 2, 3]), () => told.push('a'))).toBe(true);
  expect(queue.push(Buffer.from([4, 5, 6]), () => told.push('b'))).toBe(true);
  expect(queue.push(Buffer.from([7]), () => told.push('c'))).toBe(true);
  expect(told).toEqual(['a']);
  expect(queue.queuedBytes()).toBe(3);
  terminal.makeRoom(2);
  await vi.advanceTimersByTimeAsync(50);
  expect(told).toEqual(['a', 'b']);
  terminal.makeRoom(10);
  await vi.advanceTimersByTimeAsync(50);
  expect(told).toEqual(['a', 'b', 'c']);
  expect(terminal.taken).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(queue.queuedBytes()).toBe(0);
});

test('takes no more than its limit, and nothing of what it refuses', () => {
  const queue = createInputQueue(1, fakeTerminal(0).write);
  expect(queue.push(Buffer.alloc(INPUT_QUEUE_LIMIT_BYTES), () => {})).toBe(true);
  expect(queue.push(Buffer.alloc(1), () => {})).toBe(false);
  expect(queue.queuedBytes()).toBe(INPUT_QUEUE_LIMIT_BYTES);
});

test('gives up what waits when the terminal is gone, and says so to whoever waits', async () => {
  const queue = createInputQueue(1, () => {
    throw Object.assign(new Error('gone'), { code: 'EIO' });
  });
  const told: boolean[] = [];
  queue.push(Buffer.from('x'), (taken) => told.push(taken));
  await vi.advanceTimersByTimeAsync(100);
  expect(told).toEqual([false]);
  expect(queue.isOpen()).toBe(false);
  expect(queue.push(Buffer.from('y'), (taken) => told.push(taken))).toBe(false);
  expect(told).toEqual([false]);
});

test('once closed it writes nothing more: the number of its descriptor may be that of another file by then', async () => {
  const terminal = fakeTerminal(1);
  const queue = createInputQueue(1, terminal.write);
  const told: boolean[] = [];
  queue.push(Buffer.from([1, 2]), (taken) => told.push(taken));
  queue.push(Buffer.from([3]), (taken) => told.push(taken));
  queue.close();
  terminal.makeRoom(10);
  await vi.advanceTimersByTimeAsync(100);
  expect([terminal.taken, told, queue.queuedBytes()]).toEqual([[1], [false, false], 0]);
});
