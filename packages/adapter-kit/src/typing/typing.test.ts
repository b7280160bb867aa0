import { assert, integer, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { bracketedPaste, terminalBytes, typeable } from './bracketed-paste.ts';
import { cutIntoPieces } from './text-pieces.ts';

const decoded = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('a paste cannot be ended by its own text', () => {
  expect(decoded(bracketedPaste('a\u001b[201~\rb\n\tc\u0003'))).toBe('\u001b[200~a[201~b\n\tc\u001b[201~');
});

test('nothing typeable is a control character but line feed and tab', () => {
  assert(
    property(string({ unit: 'binary' }), (text) => {
      expect(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(typeable(text))).toBe(false);
    }),
  );
});

test('keys are bytes', () => {
  expect([...terminalBytes('\r')]).toEqual([13]);
});

test('pieces are the text again, within the limits, and cut no character in two', () => {
  assert(
    property(
      string({ unit: 'grapheme', maxLength: 300 }),
      integer({ min: 2, max: 40 }),
      integer({ min: 1, max: 5 }),
      (text, maxCharacters, maxLines) => {
        const pieces = cutIntoPieces(text, { maxCharacters, maxLines });
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(maxCharacters);
          expect(piece.isWellFormed()).toBe(true);
          expect(piece.split('\n').length - 1).toBeLessThanOrEqual(maxLines);
        }
      },
    ),
  );
});

test('cuts fall behind line feeds where possible', () => {
  expect(cutIntoPieces('one\ntwo\nthree\nfour', { maxCharacters: 100, maxLines: 2 })).toEqual(['one\ntwo\n', 'three\nfour']);
  expect(cutIntoPieces('', { maxCharacters: 5 })).toEqual([]);
});
