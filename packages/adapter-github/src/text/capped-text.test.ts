import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cappedLine, cappedPath, cappedText, webAddressOrNull, LINE_MAX_LENGTH } from './capped-text.ts';

test.each([
  ['short', 10, 'short', false],
  ['exactly ten', 11, 'exactly ten', false],
  ['größer', 4, 'gr\u00f6', true],
  ['größer', 3, 'gr', true],
  ['🙂🙂', 5, '🙂', true],
  ['a\ud800b', 10, 'a\ufffdb', false],
  ['', 0, '', false],
])('%j in %i bytes is %j', (text, bytes, expected, isCut) => {
  expect(cappedText(text, bytes)).toEqual({ text: expected, isCut });
});

test('whatever comes, it fits, is well formed, and is cut only when it has to be', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(80), (text, limit) => {
      const result = cappedText(text, limit);
      const wellFormed = text.toWellFormed();
      expect(Buffer.byteLength(result.text)).toBeLessThanOrEqual(limit);
      expect(wellFormed.startsWith(result.text)).toBe(true);
      expect(result.isCut).toBe(Buffer.byteLength(wellFormed) > limit);
    }),
  );
});

test('a megabyte costs no more than what is kept of it', () => {
  expect(cappedText('🙂'.repeat(500_000), 1_024).text).toHaveLength(512);
});

test('a line is one line, and short', () => {
  expect(cappedLine(' a\r\nb\u2028c \t d ')).toBe('a b c d');
  const long = cappedLine('🙂'.repeat(1_000));
  expect(long.at(-1)).toBe('…');
  expect(long.length).toBeLessThanOrEqual(LINE_MAX_LENGTH);
  expect(long.isWellFormed()).toBe(true);
});

test.each([
  ['https://ci.example/1?a=b#c', 'https://ci.example/1?a=b#c'],
  ['http://ci.example', 'http://ci.example/'],
  ['javascript:alert(1)', null],
  ['file:///etc/passwd', null],
  ['/relative', null],
  [`https://ci.example/${'x'.repeat(3_000)}`, null],
  ['', null],
  [null, null],
])('%j may be followed as %j', (text, expected) => {
  expect(webAddressOrNull(text)).toBe(expected);
});

test('a path is a path, and ends somewhere', () => {
  expect(cappedPath('src/größe.ts')).toBe('src/größe.ts');
  expect(cappedPath('a/\ud800'.repeat(1_000))).toHaveLength(1_000);
});
