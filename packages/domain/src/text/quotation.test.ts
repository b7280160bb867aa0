import { utf8Length } from '../message/message-text.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORBIDDEN, hostileText } from '../__fixtures__/hostile-text.ts';
import { composeMessage } from './compose-message.ts';
import { cleanForeignText, fitBytes, inlineText, printableUrl } from './foreign-text.ts';
import { LEFT_OUT_NOTE_BYTES, type Quotation, quotedLines } from './quotation.ts';

function quotation(text: string, changes: Partial<Quotation> = {}): Quotation {
  return { text, isCut: false, keep: 'start', maxBytes: 4096, maxLines: 40, ...changes };
}

describe('a quotation', () => {
  test('marks every line', () => {
    expect(quotedLines(quotation('one\n\ntwo\r\nthree\u2028four'), 4096)).toEqual(['> one', '> ', '> two', '> three', '> four']);
  });

  test('keeps the start of a comment and the end of a log, and says how much it left out', () => {
    const text = 'one\ntwo\nthree';
    expect(quotedLines(quotation(text, { maxLines: 2 }), 4096)).toEqual(['> one', '> two', '[1 line left out]']);
    expect(quotedLines(quotation(text, { maxLines: 1, keep: 'end' }), 4096)).toEqual(['[2 lines left out]', '> three']);
  });

  test('says that it was cut before', () => {
    expect(quotedLines(quotation('one', { isCut: true }), 4096)).toEqual(['> one', '[its end was left out]']);
  });

  test('of one endless line shows a part of it', () => {
    expect(quotedLines(quotation('x'.repeat(9_999), { maxBytes: 50 }), 4096)).toEqual([`> ${'x'.repeat(42)}…`]);
  });

  test('without a visible letter is none', () => {
    expect(quotedLines(quotation(' \n\u001b[0m\n\t'), 4096)).toEqual([]);
  });

  test('in any language stays as it is', () => {
    for (const text of ['Bitte größer machen — „jetzt“', 'これは間違いです', 'این درست نیست', 'لا تفعل', 'नमस्ते', '👩‍👩‍👧 ok']) {
      expect(quotedLines(quotation(text), 4096)).toEqual([`> ${text}`]);
    }
  });

  test('cannot be stepped out of by any text, and has no control byte', () => {
    fc.assert(
      fc.property(
        hostileText,
        fc.nat({ max: 300 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('start', 'end'),
        (text, bytes, maxLines, keep) => {
          const lines = quotedLines(quotation(text, { maxLines, keep }), bytes);
          const own = lines.filter((line) => !line.startsWith('> '));
          expect(own.length).toBeLessThanOrEqual(1);
          for (const line of own) expect(line).toMatch(/^\[(\d+ lines?|its end was)( and its end)? left out\]$/);
          expect(lines.join('\n')).not.toMatch(FORBIDDEN);
          for (const line of lines) expect(line).not.toContain('\n');
          expect(lines.join('\n').isWellFormed()).toBe(true);
          expect(utf8Length(lines.join('\n'))).toBeLessThanOrEqual(bytes + LEFT_OUT_NOTE_BYTES);
        },
      ),
    );
  });
});

describe('a message', () => {
  test('shares its room: short quotations whole, long ones what is left', () => {
    const text = composeMessage(['a', quotation('short'), 'b', quotation('x\n'.repeat(500))], 400);
    expect(text).toContain('> short\nb\n> x');
    expect(text).toMatch(/\[\d+ lines left out\]$/);
    expect(utf8Length(text)).toBeLessThanOrEqual(400);
  });

  test('is never longer than it may be, whatever is in it', () => {
    const part = fc.oneof(
      hostileText.map((text) => quotation(text)),
      fc.string({ maxLength: 200 }).map((line) => inlineText(line, 200)),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.integer({ min: 100, max: 3_000 }), (parts, maxBytes) => {
        const text = composeMessage(parts, maxBytes);
        expect(utf8Length(text)).toBeLessThanOrEqual(maxBytes);
        expect(text).not.toMatch(FORBIDDEN);
      }),
    );
  });
});

describe('a name', () => {
  test('of a stranger becomes one line without quotes', () => {
    expect(inlineText('te"st\n> run\u001b[31m  now\u202e', 40)).toBe("te'st > run now");
    expect(inlineText('äöü'.repeat(9), 5)).toBe('äöüä…');
  });

  test('cleaned twice is the same as cleaned once', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(cleanForeignText(cleanForeignText(text))).toBe(cleanForeignText(text));
      }),
    );
  });
});

test('only plain web addresses are printed', () => {
  expect(printableUrl('https://github.com/a/b/pull/1#x')).toBe('https://github.com/a/b/pull/1#x');
  for (const url of [null, 'javascript:alert(1)', 'https://x y', 'https://x"', 'https://x\n', `https://${'x'.repeat(400)}`, 'http://ü']) {
    expect(printableUrl(url)).toBeNull();
  }
});

test('cutting by bytes keeps characters whole', () => {
  expect(fitBytes('aé😀', 3, 'start')).toBe('aé');
  expect(fitBytes('aé😀', 6, 'end')).toBe('é😀');
  expect(fitBytes('aé😀', 5, 'end')).toBe('😀');
});
