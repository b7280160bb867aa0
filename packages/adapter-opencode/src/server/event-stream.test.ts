import { array, assert, constantFrom, integer, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEventStreamReader } from './event-stream.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function read(text: string): readonly string[] {
  return createEventStreamReader().take(bytes(text));
}

test.each<[string, string, readonly string[]]>([
  ['one message', 'data: {"a":1}\n\n', ['{"a":1}']],
  ['no space behind the colon', 'data:x\n\n', ['x']],
  ['several lines of one message', 'data: a\ndata: b\n\n', ['a\nb']],
  ['other line ends', 'data: a\r\n\r\ndata: b\r\rdata: c\n\n', ['a', 'b', 'c']],
  ['comments and other fields', ': hello\nid: 3\nevent: message\ndata: a\n\n', ['a']],
  ['empty messages', '\n\n\nid: 1\n\n', []],
  ['a message that has not ended', 'data: a\n', []],
])('%s', (_what, text, expected) => {
  expect(read(text)).toEqual(expected);
});

describe('a stream cut anywhere, even inside a character, gives the same messages', () => {
  const message = string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r\n]/g, ' '));
  const stream = array(message).chain((messages) =>
    constantFrom('\n', '\r\n', '\r').map((end) => ({ messages, text: messages.map((text) => `data: ${text}${end}${end}`).join('') })),
  );

  test('whole or in pieces', () => {
    assert(
      property(stream, array(integer({ min: 1, max: 9 }), { minLength: 1 }), ({ messages, text }, sizes) => {
        const reader = createEventStreamReader();
        const all = bytes(`${text}: end\n`);
        const found: string[] = [];
        for (let begin = 0, turn = 0; begin < all.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          found.push(...reader.take(all.slice(begin, begin + size)));
          begin += size;
        }
        expect(found).toEqual(messages);
        expect(read(`${text}: end\n`)).toEqual(messages);
      }),
    );
  });
});

test('a message longer than anything sensible is passed over, the next one is not', () => {
  const reader = createEventStreamReader();
  const piece = bytes('x'.repeat(8 * 1024 * 1024));
  reader.take(bytes('data: '));
  for (let count = 0; count < 6; count += 1) expect(reader.take(piece)).toEqual([]);
  expect(reader.take(bytes('\n\ndata: next\n\n'))).toEqual(['next']);
});

test('broken bytes break nothing', () => {
  expect(createEventStreamReader().take(new Uint8Array([0x64, 0x61, 0x74, 0x61, 0x3a, 0xff, 0xfe, 10, 10]))).toEqual(['\ufffd\ufffd']);
});
