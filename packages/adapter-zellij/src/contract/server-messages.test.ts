import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesField, messageField, numberField, packedBytesField } from './protobuf-writer.ts';
import { readFields } from './protobuf-reader.ts';
import { readServerMessage } from './server-messages.ts';

test('whatever bytes arrive, they are a message or refused as none, and nothing else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        expect(readServerMessage(Buffer.from(bytes)).type).toMatch(/^(?:render|done|answer|refused|exit|query|other)$/);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('fields of a newer zellij beside the known ones change nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), fc.integer({ min: 20, max: 5_000 }), fc.nat(), (content, unknown, number) => {
      const message = messageField(1, bytesField(1, content), numberField(unknown, number), bytesField(unknown, 'later'));
      expect(readServerMessage(message)).toEqual({ type: 'render', content: Buffer.from(content) });
    }),
  );
});

test('a message cut anywhere inside of a field is refused, not read as a shorter one', () => {
  const message = messageField(5, bytesField(1, 'first line'), bytesField(1, 'second line'));
  expect(readServerMessage(message)).toEqual({ type: 'answer', lines: ['first line', 'second line'] });
  for (let length = 1; length < message.length; length += 1) {
    expect(() => readServerMessage(message.subarray(0, length))).toThrow(RangeError);
  }
});

test('numbers and bytes come back as they were written, at every size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.maxSafeNat(), fc.uint8Array({ maxLength: 400 }), (field, number, bytes) => {
      const fields = readFields(Buffer.concat([numberField(field, number), bytesField(field, bytes)]));
      expect(fields).toEqual([
        { field, value: number },
        { field, value: Buffer.from(bytes) },
      ]);
    }),
  );
});

test('keys packed as numbers take one byte up to 127 and two from there on', () => {
  const [packed] = readFields(packedBytesField(2, Uint8Array.of(0, 127, 128, 255)));
  expect(packed).toEqual({ field: 2, value: Buffer.from([0, 127, 128, 1, 255, 1]) });
});

test('fields of fixed width are passed over', () => {
  const fixed64 = Buffer.from([8 * 3 + 1, 1, 2, 3, 4, 5, 6, 7, 8]);
  const fixed32 = Buffer.from([8 * 4 + 5, 1, 2, 3, 4]);
  expect(readFields(Buffer.concat([fixed64, fixed32, numberField(5, 6)]))).toEqual([{ field: 5, value: 6 }]);
  expect(() => readFields(fixed64.subarray(0, 5))).toThrow(RangeError);
  expect(() => readFields(Buffer.from([8 * 4 + 3]))).toThrow('the wire type 3 is unknown');
  expect(() => readFields(Buffer.alloc(12, 0xff))).toThrow('a number is too long');
});
