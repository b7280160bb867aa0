import { readFileSync } from 'node:fs';
import { array, assert as assertProperty, integer, property, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { type ControlEvent, createControlParser, unescapeOctal } from './control-parser.ts';

/** What tmux 3.3a really sent: start, a new session, a screen, a size, a paste, an error, a pause, and the end. */
const RECORDED = readFileSync(new URL('../__fixtures__/control-3.3a.txt', import.meta.url));

function eventsOf(
  bytes: Buffer,
  lengths: readonly number[] = [],
  expectedLines: () => number | null = () => null,
): readonly ControlEvent[] {
  const events: ControlEvent[] = [];
  const push = createControlParser({ onEvent: (event) => events.push(event), expectedLines });
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = lengths.length === 0 ? bytes.length : (lengths[turn % lengths.length] ?? 1);
    push(bytes.subarray(at, at + length));
    at += length;
  }
  return events;
}

const textOf = (events: readonly ControlEvent[]) =>
  events.map((event) =>
    event.type === 'reply'
      ? { ...event, lines: event.lines.map(String) }
      : event.type === 'output'
        ? { ...event, bytes: event.bytes.toString('latin1') }
        : event,
  );

test('reads what tmux sent', () => {
  const events = textOf(eventsOf(RECORDED));
  expect(events).toMatchSnapshot();
});

test('reads the same however it is cut', () => {
  const whole = textOf(eventsOf(RECORDED));
  assertProperty(
    property(array(integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 }), (lengths) => {
      expect(textOf(eventsOf(RECORDED, lengths))).toEqual(whole);
    }),
  );
});

test('output comes out as the program wrote it', () => {
  const escaped = (bytes: Uint8Array) =>
    Buffer.concat(
      [...bytes].map((byte) =>
        byte < 0x20 || byte === 0x5c ? Buffer.from(`\\${byte.toString(8).padStart(3, '0')}`) : Buffer.from([byte]),
      ),
    );
  assertProperty(
    property(uint8Array(), integer({ min: 1, max: 20 }), (bytes, length) => {
      expect(unescapeOctal(escaped(bytes))).toEqual(Buffer.from(bytes));
      const lines = [
        Buffer.concat([Buffer.from('%output %7 '), escaped(bytes)]),
        Buffer.concat([Buffer.from('%extended-output %7 12 : '), escaped(bytes)]),
      ];
      for (const line of lines) {
        const events = eventsOf(Buffer.concat([line, Buffer.from('\n')]), [length]);
        expect(events).toEqual([{ type: 'output', paneId: '%7', bytes: Buffer.from(bytes) }]);
      }
    }),
  );
});

test('what looks like an end is text while the answer is known to be longer', () => {
  const answer = '%begin 10 5 1\n%end 10 5 1\n%error 10 5 1\ntext\n%end 10 5 1\n';
  expect(textOf(eventsOf(Buffer.from(answer), [], () => 3))).toEqual([
    { type: 'reply', own: true, failed: false, lines: ['%end 10 5 1', '%error 10 5 1', 'text'] },
  ]);
});

test('notices inside of an answer, and ends of other answers, are text', () => {
  const answer = '%begin 10 5 1\n%output %1 x\n%end 10 4 1\n%begin 1 1 1\n%end 10 5 1\n%exit gone\n';
  expect(textOf(eventsOf(Buffer.from(answer)))).toEqual([
    { type: 'reply', own: true, failed: false, lines: ['%output %1 x', '%end 10 4 1', '%begin 1 1 1'] },
    { type: 'notice', name: 'exit', text: 'gone' },
  ]);
});

test('an escape that is none stays as it is', () => {
  expect(unescapeOctal(Buffer.from('a\\9b\\12')).toString()).toBe('a\\9b\\12');
});
