import fc from 'fast-check';
import { expect, test } from 'vitest';
import { watchAlternateScreen } from './alternate-screen.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function after(...chunks: readonly string[]): boolean {
  const watch = watchAlternateScreen();
  for (const chunk of chunks) watch.see(bytes(chunk));
  return watch.isOn();
}

test.each<[string[], boolean]>([
  [[], false],
  [['plain text'], false],
  [['\u001b[?1049h'], true],
  [['\u001b[?1049h…\u001b[?1049l'], false],
  [['\u001b[?1049l\u001b[?1049h'], true],
  [['\u001b[?47h'], true],
  [['\u001b[?1047h'], true],
  [['\u001b[?25;1049h'], true],
  [['\u001b[?2004h\u001b[?1006h'], false],
  [['\u001b[?104', '9h'], true],
  [['\u001b', '[?1049h', 'and much more text than any mode switch has'], true],
])('after %j it is %s', (chunks, isOn) => {
  expect(after(...chunks)).toBe(isOn);
});

test('where the output is cut makes no difference', () => {
  const piece = fc.constantFrom('\u001b[?1049h', '\u001b[?1049l', 'x', '\u001b[31m', 'ü', '\u001b[?25l', '\r\n');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.array(fc.nat({ max: 200 }), { maxLength: 8 }), (pieces, cuts) => {
      const text = pieces.join('');
      const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).toSorted((one, other) => one - other), text.length];
      const chunks = places.slice(1).map((place, index) => text.slice(places[index], place));
      expect(after(...chunks)).toBe(after(text));
    }),
  );
});
