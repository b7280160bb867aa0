import { array, assert, constantFrom, nat, oneof, property, string } from 'fast-check';
import { expect, test, vi } from 'vitest';
import { createKeyDecoder, type Key } from './key-decoder.ts';

function decode(chunks: readonly Uint8Array[]): readonly Key[] {
  const keys: Key[] = [];
  const decoder = createKeyDecoder((key) => keys.push(key));
  for (const chunk of chunks) decoder.feed(chunk);
  decoder.close();
  return keys;
}

const bytes = (text: string) => new TextEncoder().encode(text);

/** Text split into several keys is the same text. */
function joined(keys: readonly Key[]): readonly Key[] {
  const result: Key[] = [];
  for (const key of keys) {
    const last = result.at(-1);
    if (key.type === 'text' && last?.type === 'text') result[result.length - 1] = { type: 'text', text: last.text + key.text };
    else result.push(key);
  }
  return result;
}

test('text, keys and a paste in one write', () => {
  expect(decode([bytes('ab\u001b[200~c\r\nd\u001b[201~\r\n\u007f\u0015\u0003\u0004\u001b[A\u001bOB\u001b[1;5C')])).toEqual([
    { type: 'text', text: 'ab' },
    { type: 'paste', text: 'c\nd' },
    ...(['enter', 'newline', 'backspace', 'clear', 'interrupt', 'end', 'up', 'down'] as const).map((type) => ({ type })),
  ]);
});

test('however the bytes are cut, the keys are the same', () => {
  const piece = oneof(
    string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\u0000-\u001f\u007f]/g, '')),
    constantFrom('\u001b[200~pasted ü 漢\u001b[201~', '\u001b[A', '\r', '\n', '\u0015', '\u007f'),
  );
  assert(
    property(array(piece, { maxLength: 8 }), array(nat(), { maxLength: 6 }), (pieces, cuts) => {
      const whole = bytes(pieces.join(''));
      const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)).sort((left, right) => left - right), whole.length];
      const chunks = places.slice(1).map((end, index) => whole.subarray(places[index], end));
      expect(joined(decode(chunks))).toEqual(joined(decode([whole])));
    }),
  );
});

test('an escape byte alone becomes the key after a moment, one in a sequence does not', () => {
  vi.useFakeTimers();
  const keys: Key[] = [];
  const decoder = createKeyDecoder((key) => keys.push(key));
  decoder.feed(bytes('\u001b'));
  decoder.feed(bytes('[A'));
  decoder.feed(bytes('\u001b'));
  vi.advanceTimersByTime(100);
  expect(keys).toEqual([{ type: 'up' }, { type: 'escape' }]);
  vi.useRealTimers();
});
