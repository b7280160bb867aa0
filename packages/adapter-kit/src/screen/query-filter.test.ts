import { array, assert as assertProperty, constantFrom, integer, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createQueryFilter } from './query-filter.ts';

const QUESTIONS: readonly (readonly [string, string])[] = [
  ['primary device attributes', '\u001b[c'],
  ['primary device attributes, spelled out', '\u001b[0c'],
  ['secondary device attributes', '\u001b[>c'],
  ['tertiary device attributes', '\u001b[=0c'],
  ['cursor position', '\u001b[6n'],
  ['cursor position with a page', '\u001b[?6n'],
  ['status', '\u001b[5n'],
  ['whether a mode is on', '\u001b[?2026$p'],
  ['version', '\u001b[>0q'],
  ['size in characters', '\u001b[18t'],
  ['size in pixels', '\u001b[14t'],
  ['title', '\u001b[21t'],
  ['keyboard protocol', '\u001b[?u'],
  ['background colour, ended by a bell', '\u001b]11;?\u0007'],
  ['background colour, ended by a string terminator', '\u001b]11;?\u001b\\'],
  ['palette colour', '\u001b]4;12;?\u0007'],
  ['clipboard', '\u001b]52;c;?\u0007'],
  ['setting', '\u001bP$qm\u001b\\'],
  ['capability', '\u001bP+q544e\u001b\\'],
];

const OTHERS: readonly string[] = [
  'plain text',
  '\u001b[31;1m',
  '\u001b[2J',
  '\u001b[?2004h',
  '\u001b[?1049h',
  '\u001b[>1u',
  '\u001b[<u',
  '\u001b[4 q',
  '\u001b]0;a title\u0007',
  '\u001b]11;#ffffff\u0007',
  '\u001b]52;c;aGVsbG8=\u0007',
  '\u001b]8;;https://example.com\u001b\\',
  '\u001bPq#0;2;0;0;0~-\u001b\\',
  '\u001b7\u001b8',
  'ünïcödé 漢字',
];

function passed(pieces: readonly Uint8Array[]): string {
  const filter = createQueryFilter();
  const out =
    pieces.map((piece) => Buffer.from(filter.pass(piece)).toString('latin1')).join('') + Buffer.from(filter.flush()).toString('latin1');
  return Buffer.from(out, 'latin1').toString();
}

describe('questions of a program', () => {
  test.each(QUESTIONS)('%s is taken out', (_what, question) => {
    expect(passed([Buffer.from(`before${question}behind`)])).toBe('beforebehind');
  });

  test.each(OTHERS)('%j passes', (text) => {
    expect(passed([Buffer.from(`before${text}behind`)])).toBe(`before${text}behind`);
  });

  test('are taken out wherever the stream is cut, and nothing else is', () => {
    const part = constantFrom(...OTHERS, ...QUESTIONS.map(([, question]) => question));
    assertProperty(
      property(array(part, { maxLength: 12 }), array(integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }), (parts, lengths) => {
        const bytes = Buffer.from(parts.join(''));
        const pieces: Uint8Array[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const length = lengths[turn % lengths.length] ?? 1;
          pieces.push(bytes.subarray(at, at + length));
          at += length;
        }
        expect(passed(pieces)).toBe(parts.filter((text) => OTHERS.includes(text)).join(''));
      }),
      { numRuns: 500 },
    );
  });

  test('text without escapes passes as it is, whatever it says', () => {
    assertProperty(
      property(string(), (text) => {
        const plain = text.replaceAll('\u001b', '');
        expect(passed([Buffer.from(plain)])).toBe(plain);
      }),
    );
  });

  test('what looked like a question and is none comes in full at the end', () => {
    expect(passed([Buffer.from('x\u001b]1')])).toBe('x\u001b]1');
  });

  test('a long control string is not held back', () => {
    const filter = createQueryFilter();
    filter.pass(Buffer.from('\u001bPq'));
    expect(filter.pass(Buffer.from('#'.repeat(10_000))).length).toBeGreaterThan(9_000);
  });
});
