import { array, assert as assertProperty, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { cutByKind, pastedText } from './terminal-input.ts';

test('pieces make up the whole, plain ones are plain, and none is long', () => {
  const part = constantFrom('plain text that is long enough', 'x', '\r', '\u0000', 'ü', '\u001b[A', 'y'.repeat(3000));
  assertProperty(
    property(array(part), (parts) => {
      const bytes = Buffer.from(parts.join(''));
      const pieces = cutByKind(bytes);
      expect(Buffer.concat(pieces.map(({ text }) => text))).toEqual(bytes);
      for (const { text, plain } of pieces) {
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(plain ? 1024 : 64);
        if (plain) expect(Buffer.from(text).toString('latin1')).toMatch(/^[ -~]+$/);
      }
    }),
  );
});

test.each([
  ['one whole paste', '\u001b[200~text\nmore\u001b[201~', 'text\nmore'],
  ['an empty paste', '\u001b[200~\u001b[201~', ''],
  ['plain text', 'text', null],
  ['a paste with a key behind it', '\u001b[200~text\u001b[201~\r', null],
  ['two pastes', '\u001b[200~a\u001b[201~\u001b[200~b\u001b[201~', null],
  ['a paste within a paste', '\u001b[200~a\u001b[200~b\u001b[201~', null],
  ['a paste that was not ended', '\u001b[200~text', null],
  ['a paste with a zero byte', '\u001b[200~a\u0000b\u001b[201~', null],
])('%s', (_what, bytes, text) => {
  const found = pastedText(Buffer.from(bytes));
  expect(found === null ? null : Buffer.from(found).toString()).toBe(text);
});
