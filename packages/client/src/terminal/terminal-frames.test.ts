import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBinaryFrame, encodeInput } from './terminal-frames.ts';

/** A frame as the protocol lays it out: kind, three zeros, stream, offset, bytes. */
function frame(kind: number, stream: number, offset: number, bytes: Uint8Array): ArrayBuffer {
  const buffer = new ArrayBuffer(16 + bytes.length);
  const view = new DataView(buffer);
  view.setUint8(0, kind);
  view.setUint32(4, stream);
  view.setBigUint64(8, BigInt(offset));
  new Uint8Array(buffer, 16).set(bytes);
  return buffer;
}

const stream = fc.integer({ min: 1, max: 65_535 });
const offset = fc.maxSafeNat();
const bytes = fc.uint8Array({ maxLength: 200 });

test('frames of the daemon come apart into what they were made of, whatever their offset', () => {
  fc.assert(
    fc.property(fc.constantFrom(1, 2), stream, offset, bytes, (kind, number, begin, content) => {
      const decoded = decodeBinaryFrame(frame(kind, number, begin, content));
      expect(decoded).toEqual({ kind: kind === 1 ? 'data' : 'snapshot', stream: number, offset: begin, bytes: new Uint8Array(content) });
    }),
  );
});

test('typed bytes are laid out as the protocol says', () => {
  fc.assert(
    fc.property(stream, bytes, (number, content) => {
      expect(new Uint8Array(encodeInput(number, content))).toEqual(new Uint8Array(frame(3, number, 0, content)));
    }),
  );
});

test('what was typed may be changed afterwards', () => {
  const typed = new Uint8Array([1, 2, 3]);
  const encoded = encodeInput(1, typed);
  typed.fill(0);
  expect([...encoded.subarray(16)]).toEqual([1, 2, 3]);
});

test.each([
  ['nothing', new ArrayBuffer(0)],
  ['half a header', new ArrayBuffer(15)],
  ['typed bytes, which only clients send', frame(3, 1, 0, new Uint8Array(1))],
  ['a kind of a newer daemon', frame(9, 1, 0, new Uint8Array(1))],
])('%s is no frame', (_, encoded) => {
  expect(decodeBinaryFrame(encoded)).toBeNull();
});

test('a frame without bytes is one', () => {
  expect(decodeBinaryFrame(frame(1, 7, 5, new Uint8Array()))).toMatchObject({ kind: 'data', stream: 7, offset: 5 });
});
