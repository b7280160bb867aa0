import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createScreenEmulator, type ScreenEmulator } from './screen-emulator.ts';

const SIZE = { columns: 20, rows: 5 };

function fed(text: string, emulator = createScreenEmulator(SIZE)): ScreenEmulator {
  emulator.feed(Buffer.from(text), emulator.offset());
  return emulator;
}

function repliesTo(text: string): string[] {
  const replies: string[] = [];
  const emulator = createScreenEmulator(SIZE);
  emulator.feed(Buffer.from(text), 0, (reply) => replies.push(reply));
  return replies;
}

test('reads the screen without trailing blanks, and lines from the scrollback on', () => {
  const emulator = fed('one  \r\ntwo\r\nthree\r\nfour\r\nfive\r\nsix\r\n');
  expect(emulator.read().lines).toEqual(['three', 'four', 'five', 'six', '']);
  expect(emulator.lastLines(3)).toEqual(['four', 'five', 'six']);
  expect(emulator.lastLines(100)).toEqual(['one', 'two', 'three', 'four', 'five', 'six']);
  expect(emulator.lastLines(0)).toEqual([]);
});

test.each([
  ['\x1b[c', '\x1b[?1;2c'],
  ['ab\x1b[6n', '\x1b[1;3R'],
  ['\x1b[5n', '\x1b[0n'],
  ['\x1b]11;?\x07', '\x1b]11;rgb:0000/0000/0000\x1b\\'],
  ['\x1b]10;rgb:1111/2222/3333\x07\x1b]10;?\x07', '\x1b]10;rgb:1111/2222/3333\x1b\\'],
])('%j is answered when it is to be', (question, answer) => {
  expect(repliesTo(question)).toEqual([answer]);
});

test('nothing is answered when it is not to be', () => {
  const replies: string[] = [];
  const emulator = createScreenEmulator(SIZE);
  emulator.feed(Buffer.from('x'), 0, (reply) => replies.push(reply));
  emulator.feed(Buffer.from('\x1b[c\x1b[6n\x1b]11;?\x07'), 1);
  expect(replies).toEqual([]);
});

test('a picture stands for all that is complete: it never cuts a sequence or a character in two', () => {
  const output = Buffer.from('a\x1b[31mré漢🙂\x1b]0;titel ü\x07\x1bP$qm\x1b\\\x1b[2;3Hx\x1b[?2004h€');
  const whole = createScreenEmulator(SIZE);
  whole.feed(output, 0);
  for (let cut = 0; cut <= output.length; cut += 1) {
    const first = createScreenEmulator(SIZE);
    first.feed(output.subarray(0, cut), 0);
    const picture = first.snapshot(100);
    expect(picture.offset).toBeLessThanOrEqual(cut);
    const second = createScreenEmulator(picture.size, picture.offset);
    second.restore(picture);
    second.feed(output.subarray(picture.offset), picture.offset);
    expect(second.read(), `cut at ${cut}`).toEqual(whole.read());
    expect(second.offset()).toBe(output.length);
  }
});

test('colours and keyboard modes, which the emulator itself does not keep, are part of the picture', () => {
  const picture = (text: string) => Buffer.from(fed(text).snapshot(0).bytes).toString();
  const all = picture('\x1b]11;rgb:1/2/3\x07\x1b[>1u\x1b[>5u\x1b[<u\x1b[>4;2m');
  expect(all).toContain('\x1b]11;rgb:1/2/3\x1b\\');
  expect(all).toContain('\x1b[>1u');
  expect(all).not.toContain('\x1b[>5u');
  expect(all).toContain('\x1b[>4;2m');
  const reset = picture('\x1b]11;rgb:1/2/3\x07\x1b[>1u\x1b[>4;2m\x1b]111\x07\x1b[<u\x1b[>4;0m');
  for (const part of ['\x1b]11;', '\x1b[>1u', '\x1b[>4;']) expect(reset).not.toContain(part);
  const afterFullReset = picture('\x1b]11;rgb:1/2/3\x07\x1b[>1u\x1bc');
  expect(afterFullReset).not.toContain('rgb:1/2/3');
});

test('behind a gap, what was begun in front of it is given up', () => {
  const emulator = fed('before\x1b[3');
  emulator.skipTo(1_000);
  emulator.feed(Buffer.from('1mafter'), 1_000);
  expect(emulator.read().lines[0]).toBe('before1mafter');
  expect(emulator.offset()).toBe(1_007);
});

test('a cursor that waits behind the last column is shown in it', () => {
  expect(fed('x'.repeat(20)).read().cursor).toEqual({ row: 0, column: 19, visible: true });
});

test('nothing a program prints makes the emulator throw', () => {
  const alphabet = fc.constantFrom(
    '\x1b[',
    '\x1b]',
    '\x1bP',
    '\x1b',
    ';',
    '?',
    '>',
    '1',
    '9999999999',
    'J',
    'H',
    'r',
    'h',
    'l',
    'm',
    'L',
    'M',
    'S',
    'T',
    'X',
    'b',
    'u',
    's',
    '\x07',
    '\x18',
    '\n',
    'a',
    '漢',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(alphabet, fc.string()), { maxLength: 80 }), fc.uint8Array({ maxLength: 60 }), (parts, bytes) => {
      const emulator = fed(parts.join(''));
      emulator.feed(bytes, emulator.offset());
      emulator.resize({ columns: 7, rows: 3 });
      emulator.feed(bytes, emulator.offset());
      expect(emulator.read().lines).toHaveLength(3);
      expect(emulator.snapshot(1000).bytes.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});
