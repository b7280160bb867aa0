import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBinaryFrame, encodeBinaryFrame } from './binary-frame.ts';

const frames = fc.record({
  kind: fc.constantFrom('data' as const, 'snapshot' as const, 'input' as const),
  stream: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  offset: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  bytes: fc.uint8Array({ maxLength: 300 }),
});

test('whatever is put into a frame comes out of it', () => {
  fc.assert(
    fc.property(frames, (frame) => {
      expect(decodeBinaryFrame(encodeBinaryFrame(frame))).toEqual(frame);
    }),
  );
});

test('a frame inside a larger buffer is read at its place', () => {
  const encoded = encodeBinaryFrame({ kind: 'input', stream: 7, offset: 0, bytes: Uint8Array.of(1, 2, 3) });
  const larger = new Uint8Array(encoded.length + 10);
  larger.set(encoded, 5);
  expect(decodeBinaryFrame(larger.subarray(5, 5 + encoded.length))).toMatchObject({ stream: 7, bytes: Uint8Array.of(1, 2, 3) });
});

test('any other bytes are no frame, and never an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const frame = decodeBinaryFrame(bytes);
      if (bytes.length < 16 || ![1, 2, 3].includes(bytes[0] ?? 0)) expect(frame).toBeNull();
    }),
  );
});

test('the layout is fixed: kind, zeros, stream, offset, bytes', () => {
  const encoded = encodeBinaryFrame({ kind: 'data', stream: 258, offset: 2 ** 32 + 5, bytes: Uint8Array.of(65) });
  expect([...encoded]).toEqual([1, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 1, 0, 0, 0, 5, 65]);
});
