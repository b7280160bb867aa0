import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanMessageText, MESSAGE_MAX_BYTES, parseMessageText, utf8Length } from './message-text.ts';

describe('cleaned text', () => {
  test.each([
    ['plain text stays', 'Use the existing type', 'Use the existing type'],
    ['line feeds and tabs stay', 'a\n\tb', 'a\n\tb'],
    ['carriage returns become line feeds', 'a\r\nb\rc', 'a\nb\nc'],
    ['colours go whole', '\u001b[1;31mred\u001b[0m', 'red'],
    ['window titles go whole, however they end', '\u001b]0;title\u0007a\u001b]0;title\u001b\\b', 'ab'],
    ['the end of a paste cannot be forged', 'a\u001b[201~!rm -rf', 'a!rm -rf'],
    ['an escape hidden behind an escape goes too', '\u001b\u001b[31mx', 'x'],
    ['keys of control go', 'a\u0003b\u0004c\u007fd', 'abcd'],
    ['eight-bit controls go', 'a\u009b31mb', 'a31mb'],
    ['lone surrogates are replaced', 'a\ud800b', 'a\ufffdb'],
    ['other scripts and emoji stay', 'žluťoučký 日本 👩‍🚀', 'žluťoučký 日本 👩‍🚀'],
  ])('%s', (_what, text, cleaned) => {
    expect(cleanMessageText(text)).toBe(cleaned);
  });

  test('holds nothing a terminal could take for a command, and cleaning it again changes nothing', () => {
    const nasty = fc.array(
      fc.oneof(fc.constantFrom('\u001b', '[', ']', '0;', 'm', '\u0007', '\\', '\r', '\u009b', '\ud83d'), fc.string({ unit: 'binary' })),
    );
    fc.assert(
      fc.property(nasty, (parts) => {
        const cleaned = cleanMessageText(parts.join(''));
        expect(cleaned).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
        expect(cleaned.isWellFormed()).toBe(true);
        expect(cleanMessageText(cleaned)).toBe(cleaned);
      }),
    );
  });
});

test('cleaning keeps every character that no terminal acts upon', () => {
  const harmless = fc
    .string({ unit: 'grapheme', maxLength: 200 })
    .filter((text) => !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text));
  fc.assert(fc.property(harmless, (text) => cleanMessageText(text) === text));
});

test('cleaning takes time in proportion to the text, however it is made', () => {
  const worst = ['\u001b]'.repeat(200_000), '\u001b['.repeat(200_000), `\u001b[${'0'.repeat(400_000)}`, `\u001b${' '.repeat(400_000)}`];
  const startedAt = performance.now();
  for (const text of worst) cleanMessageText(text);
  // Quadratic time would take minutes.
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

describe('the text of a message', () => {
  test.each(['', '  \n\t', '\u001b[31m', '\u0000'])('%j has nothing visible in it', (text) => {
    expect(() => parseMessageText(text)).toThrow(expect.objectContaining({ code: 'MESSAGE_EMPTY' }));
  });

  test('may be as long as the limit, counted in bytes', () => {
    const longest = 'é'.repeat(MESSAGE_MAX_BYTES / 2);
    expect(parseMessageText(longest)).toBe(longest);
    expect(() => parseMessageText(`${longest}x`)).toThrow(
      expect.objectContaining({ code: 'MESSAGE_TOO_LONG', details: { bytes: MESSAGE_MAX_BYTES + 1, limitBytes: MESSAGE_MAX_BYTES } }),
    );
  });
});

test('the length in bytes is that of the encoder', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom('\ud800', '\udfff', 'x')).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
    }),
  );
});
