import { expect, test } from 'vitest';
import { createLiveRing } from './live-ring.ts';

const read = (ring: ReturnType<typeof createLiveRing>, offset: number, limit = Number.POSITIVE_INFINITY) =>
  ring.read(offset, limit)?.toString() ?? null;

test('holds the newest pieces, and answers from any offset in them', () => {
  const ring = createLiveRing(6);
  expect([ring.begin(), ring.end(), read(ring, 0)]).toEqual([null, null, null]);
  ring.push(10, Buffer.from('abc'));
  ring.push(13, Buffer.from('def'));
  expect([read(ring, 10), read(ring, 12), read(ring, 13), read(ring, 16), read(ring, 9)]).toEqual(['abc', 'c', 'def', null, null]);
  expect(read(ring, 10, 12)).toBe('ab');
  expect(read(ring, 10, 10)).toBeNull();
  ring.push(16, Buffer.from('g'));
  expect([ring.begin(), ring.end(), read(ring, 10)]).toEqual([13, 17, null]);
});

test('holds one piece, however large', () => {
  const ring = createLiveRing(2);
  ring.push(0, Buffer.from('abcdef'));
  expect(read(ring, 3)).toBe('def');
});

test('begins anew when output does not continue where it was', () => {
  const ring = createLiveRing(100);
  ring.push(0, Buffer.from('abc'));
  ring.push(50, Buffer.from('xyz'));
  expect([ring.begin(), ring.end(), read(ring, 0)]).toEqual([50, 53, null]);
  ring.clear();
  expect(ring.begin()).toBeNull();
});
