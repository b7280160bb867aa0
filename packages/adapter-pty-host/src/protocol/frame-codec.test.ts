import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createFrameDecoder,
  decodeOffset,
  decodeRequest,
  decodeSize,
  encodeFrame,
  encodeOffsetHead,
  encodeRequest,
  encodeSize,
  type IncomingFrame,
  MAX_FRAME_BYTES,
} from './frame-codec.ts';

interface Decoded {
  readonly type: number;
  readonly payload: string;
}

function decodeAll(stream: Buffer, cuts: readonly number[] = []): Decoded[] {
  const frames: Decoded[] = [];
  const feed = createFrameDecoder(({ type, payload }: IncomingFrame) => frames.push({ type, payload: payload.toString('latin1') }));
  let from = 0;
  for (const cut of [...cuts.filter((at) => at < stream.length).toSorted((a, b) => a - b), stream.length]) {
    feed(stream.subarray(from, cut));
    from = cut;
  }
  return frames;
}

test('frames come out as they went in, however the stream is cut', () => {
  const frame = fc.record({ type: fc.integer({ min: 0, max: 255 }), payload: fc.uint8Array({ maxLength: 300 }) });
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 20 }), fc.array(fc.nat(3000), { maxLength: 40 }), (frames, cuts) => {
      const stream = Buffer.concat(frames.map(({ type, payload }) => encodeFrame(type, payload)));
      const expected = frames.map(({ type, payload }) => ({ type, payload: Buffer.from(payload).toString('latin1') }));
      expect(decodeAll(stream, cuts)).toEqual(expected);
    }),
  );
});

test('offsets up to 281 TB and requests come out as they went in', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 48 - 1 }),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      fc.uint8Array(),
      (offset, request, bytes) => {
        const head = encodeOffsetHead(9, offset, bytes.length).subarray(5);
        expect(decodeOffset(head).offset).toBe(offset);
        const decoded = decodeRequest(encodeRequest(1, request, bytes).subarray(5));
        expect({ request: decoded.request, rest: [...decoded.rest] }).toEqual({ request, rest: [...bytes] });
      },
    ),
  );
  expect(decodeSize(decodeOffset(encodeSize(1, 7, 1000, 1).subarray(5)).rest)).toEqual({ columns: 1000, rows: 1 });
});

test('a frame that is too long is not waited for', () => {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(MAX_FRAME_BYTES + 1, 0);
  expect(() => decodeAll(prefix)).toThrow(RangeError);
  expect(() => decodeAll(Buffer.alloc(5))).toThrow(RangeError);
});
