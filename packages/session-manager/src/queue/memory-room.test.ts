import { describe, expect, test } from 'vitest';
import { EXPECTED_SESSION_BYTES, reserveBytes, roomInMemory } from './memory-room.ts';

const GIB = 1024 ** 3;
const reserve = { bytes: GIB / 2, percent: 5 };
const reading = (availableBytes: number, totalBytes = 16 * GIB) => ({ availableBytes, totalBytes });

describe('the reserve', () => {
  test.each([
    ['the smaller one on a large machine', reserve, 16 * GIB, GIB / 2],
    ['the smaller one on a small machine', reserve, 2 * GIB, GIB / 10],
    ['bytes alone', { bytes: GIB, percent: null }, 2 * GIB, GIB],
    ['a part of the memory alone', { bytes: null, percent: 50 }, 2 * GIB, GIB],
    ['none', { bytes: null, percent: null }, 2 * GIB, null],
  ])('is %s', (_name, given, totalBytes, expected) => {
    const bytes = reserveBytes(given, reading(0, totalBytes));
    if (expected === null) expect(bytes).toBeNull();
    else expect(bytes).toBeCloseTo(expected, 0);
  });
});

describe('the room in memory', () => {
  test.each([
    ['none when less than the reserve is left', GIB / 4, 0, 0],
    ['one when just the reserve is left', GIB / 2, 0, 1],
    ['more when more is left', GIB / 2 + 2 * EXPECTED_SESSION_BYTES, 0, 3],
    ['less for each session that has not taken its share yet', GIB / 2 + 2 * EXPECTED_SESSION_BYTES, 2, 1],
    ['none when those that were just started will take it', GIB, 2, 0],
  ])('is %s', (_name, available, settling, room) => {
    expect(roomInMemory(reserve, reading(available), settling)).toBe(room);
  });

  test('does not matter when no memory is kept free, or when nobody knows how much there is', () => {
    expect(roomInMemory({ bytes: null, percent: null }, reading(0), 0)).toBeNull();
    expect(roomInMemory(reserve, null, 5)).toBeNull();
  });
});
