import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createQueryScanner } from './query-scanner.ts';

function queriesIn(text: string, cuts: readonly number[] = []): string[] {
  const bytes = Buffer.from(text, 'latin1');
  const found: string[] = [];
  const scan = createQueryScanner((offset, length) => found.push(bytes.toString('latin1', offset, offset + length)));
  let from = 0;
  for (const cut of [...cuts.filter((at) => at <= bytes.length).toSorted((a, b) => a - b), bytes.length]) {
    scan(bytes.subarray(from, cut), from);
    from = cut;
  }
  return found;
}

const QUERIES = [
  '\x1b[c',
  '\x1b[0c',
  '\x1b[>c',
  '\x1b[>0c',
  '\x1b[=c',
  '\x1b[5n',
  '\x1b[6n',
  '\x1b[?6n',
  '\x1b[?996n',
  '\x1b[?2026$p',
  '\x1b[4$p',
  '\x1b[>q',
  '\x1b[>0q',
  '\x1b[14t',
  '\x1b[18t',
  '\x1b[?u',
  '\x1b[x',
  '\x1b]10;?\x07',
  '\x1b]11;?\x1b\\',
  '\x1b]4;7;?\x07',
  '\x1bP$qm\x1b\\',
  '\x1bP+q544e\x1b\\',
];
const OTHERS = [
  'text',
  '\x1b[31m',
  '\x1b[2J',
  '\x1b[10;5H',
  '\x1b[?1049h',
  '\x1b[2 q',
  '\x1b[>1u',
  '\x1b[<u',
  '\x1b[8;24;80t',
  '\x1b]0;6n title?\x07',
  '\x1b]11;#000000\x07',
  '\x1b]8;;http://x?y\x1b\\',
  '\x1bPq#0;2;0;0;0\x1b\\',
  '\x1b(0',
  '\x1b7',
  '\xff\xc3(',
  '\x1b[\x18',
];

test.each(QUERIES)('%j is a question', (query) => {
  expect(queriesIn(`a${query}b${query}`)).toEqual([query, query]);
});

test.each(OTHERS)('%j is none', (other) => {
  expect(queriesIn(`${other}\x1b[c`)).toEqual(['\x1b[c']);
});

test('finds the same questions wherever the output is cut', () => {
  const piece = fc.constantFrom(...QUERIES, ...OTHERS);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), fc.array(fc.nat(200), { maxLength: 30 }), (pieces, cuts) => {
      const text = pieces.join('');
      expect(queriesIn(text, cuts)).toEqual(queriesIn(text));
      expect(queriesIn(text)).toEqual(pieces.filter((each) => QUERIES.includes(each)));
    }),
  );
});

test('an unfinished string does not hide what comes after it for ever', () => {
  expect(queriesIn(`\x1b]0;never ended${'x'.repeat(300)}\x1b[6n`)).toEqual(['\x1b[6n']);
  expect(queriesIn(`\x1b[${'1;'.repeat(100)}\x1b[6n`)).toEqual(['\x1b[6n']);
});
