import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPane } from '../screen/pane-listing.ts';
import {
  attachMessage,
  dumpScreenMessage,
  emptyReplyMessage,
  listPanesMessage,
  pasteMessage,
  resizeMessage,
  writeMessage,
} from './client-messages.ts';
import { createMessageFrames, frameOf } from './message-frames.ts';
import { readFields } from './protobuf-reader.ts';
import { bytesField, messageField, numberField, packedBytesField } from './protobuf-writer.ts';
import { readServerMessage, type ServerMessage } from './server-messages.ts';

/** What the server of zellij 0.45.1 sent, byte for byte. */
const recorded = JSON.parse(readFileSync(new URL('../__fixtures__/zellij-0.45.1.json', import.meta.url), 'utf8')) as Record<
  'panes' | 'screen' | 'history' | 'attachAndWrite' | 'panesWithHiddenCursor' | 'queryAndExit',
  string
>;

function messagesIn(name: keyof typeof recorded): readonly ServerMessage[] {
  return createMessageFrames()
    .push(Buffer.from(recorded[name], 'hex'))
    .map((message) => readServerMessage(message));
}

function answerIn(name: keyof typeof recorded): string {
  const answer = messagesIn(name).find(({ type }) => type === 'answer');
  return answer?.type === 'answer' ? answer.lines.join('\n') : '';
}

describe('what zellij says', () => {
  test('panes, with their size, cursor and title', () => {
    expect(findPane(answerIn('panes'), 0)).toEqual({ size: { columns: 20, rows: 4 }, cursor: { row: 1, column: 3 }, title: 'a title' });
    expect(findPane(answerIn('panesWithHiddenCursor'), 0)?.cursor).toBeNull();
    expect(findPane(answerIn('panes'), 1)).toBeNull();
  });

  test('what a pane shows', () => {
    expect(answerIn('screen')).toBe('one\ntwo');
    expect(answerIn('history')).toContain('one\n');
  });

  test('pictures, after an action was carried out', () => {
    const messages = messagesIn('attachAndWrite');
    expect(messages.map(({ type }) => type)).toEqual(['done', 'done', 'render']);
    const [, , render] = messages;
    expect(render?.type === 'render' ? render.content.toString() : '').toContain('twok');
  });

  test('questions of the program that are passed on to the client', () => {
    expect(messagesIn('queryAndExit')).toContainEqual({ type: 'query', token: 1 });
  });

  test('what is unknown is passed over, and what is no message is refused', () => {
    expect(readServerMessage(messageField(4_000, numberField(1, 1)))).toEqual({ type: 'other' });
    expect(readServerMessage(Buffer.alloc(0))).toEqual({ type: 'other' });
    expect(() => readServerMessage(Buffer.from([0x0a, 0x7f, 1]))).toThrow(RangeError);
    expect(() => findPane('{"no": "list"}', 0)).toThrow(/not understood/);
    expect(() => findPane('warning: something\n[]', 0)).toThrow(/not understood/);
  });
});

describe('what is said to zellij', () => {
  // As the command line of zellij 0.45.1 sends them.
  test.each([
    ['dump-screen --full', dumpScreenMessage(0, { scrollback: true, ansi: false }), '4a0e0a0a7a0810011a02080020012001'],
    ['list-panes --all --json', listPanesMessage(), '4a0b0a07920604280130012001'],
  ])('%s', (_, message, expected) => {
    expect(normal(message)).toEqual(normal(Buffer.from(expected, 'hex')));
  });

  test('each kind stands in its own field', () => {
    const size = { columns: 80, rows: 24 };
    const messages = [
      attachMessage(size),
      resizeMessage(size),
      writeMessage(0, Buffer.from('x')),
      pasteMessage(0, 'x'),
      emptyReplyMessage(7),
    ];
    expect(messages.map((message) => readFields(message)[0]?.field)).toEqual([8, 6, 9, 9, 19]);
  });
});

describe('the wire format', () => {
  test('every message is read as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(2 ** 40), fc.uint8Array(), fc.string(), (field, number, bytes, text) => {
        const message = Buffer.concat([numberField(field, number), bytesField(field + 1, bytes), bytesField(1, text)]);
        expect(readFields(message)).toEqual([
          { field, value: number },
          { field: field + 1, value: Buffer.from(bytes) },
          { field: 1, value: Buffer.from(text) },
        ]);
      }),
    );
  });

  test('bytes packed as numbers are those numbers', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const [packed] = readFields(packedBytesField(2, bytes));
        const numbers: number[] = [];
        const raw = packed?.value as Buffer;
        for (let at = 0; at < raw.length; at += 1) {
          const byte = raw[at] ?? 0;
          numbers.push(byte < 0x80 ? byte : (byte & 0x7f) + (raw[++at] ?? 0) * 0x80);
        }
        expect(numbers).toEqual([...bytes]);
      }),
    );
  });

  test('a stream is cut into the same messages however it arrives', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), fc.array(fc.integer({ min: 1, max: 9 })), (messages, cuts) => {
        const stream = Buffer.concat(messages.map((message) => frameOf(message)));
        const frames = createMessageFrames();
        const read: Buffer[] = [];
        for (let at = 0, cut = 0; at < stream.length; cut += 1) {
          const length = cuts[cut % Math.max(1, cuts.length)] ?? stream.length;
          read.push(...frames.push(stream.subarray(at, at + length)));
          at += length;
        }
        expect(read).toEqual(messages.map((message) => Buffer.from(message)));
      }),
    );
  });

  test('a length that cannot be is refused at once', () => {
    expect(() => createMessageFrames().push(Buffer.from('GET / HTTP/1.1\r\n'))).toThrow(RangeError);
  });
});

/** Fields of a message, to any depth; zeros may be written or left out. */
function normal(message: Buffer): unknown {
  return readFields(message)
    .filter(({ value }) => value !== 0)
    .map(({ field, value }) => (typeof value === 'number' || value.length < 2 ? [field, value] : [field, normal(value)]));
}
