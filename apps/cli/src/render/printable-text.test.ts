import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonText } from '../process/print.ts';
import { createPaint, printableText } from './colour.ts';
import { renderFields } from './fields.ts';
import { renderTable } from './table.ts';

const paint = createPaint({ isTerminal: true, env: {} });
const HOSTILE = 'a\u001b]0;owned\u0007\u001b[2J\u001b[8mb\u009b\u202ec\u001b[31m';

test('what a person sees keeps our colours and loses those of others', () => {
  expect(printableText(`${paint('good', 'ok')} ${HOSTILE}`)).toBe('\u001b[32mok\u001b[39m abc');
  expect(printableText(paint('bad', HOSTILE))).toBe('\u001b[31mabc\u001b[39m');
});

test('an escape sequence that never ends does not swallow our colours', () => {
  expect(printableText(`${paint('bad', '\u001b]0;open')}${paint('good', 'ok')}`)).toBe('\u001b[31m\u001b[39m\u001b[32mok\u001b[39m');
});

test('a sequence that never ends hides no other line', () => {
  expect(printableText('notice: \u001b]0;open\nYour work is kept.')).toBe('notice: \nYour work is kept.');
});

test('text of others begins no line of its own in a table or among fields', () => {
  const forged = 'fix it\nshop-9  claude-code  merged\ttoday\u2028x';
  const table = renderTable([{ heading: 'SESSION' }, { heading: 'NEEDS' }], [['shop-1', forged]], null);
  expect(table.split('\n')).toEqual(['SESSION  NEEDS', 'shop-1   fix it shop-9  claude-code  merged today x']);
  expect(renderFields([['prompt', forged]]).split('\n')).toHaveLength(1);
});

test('columns line up although cells hold escape sequences', () => {
  const rows = [
    [paint('strong', HOSTILE), 'x'],
    ['abcdef', 'y'],
  ];
  expect(printableText(renderTable([{ heading: 'A' }, { heading: 'B' }], rows, null)).split('\n')).toEqual([
    'A       B',
    '\u001b[1mabc\u001b[22m     x',
    'abcdef  y',
  ]);
});

test('more sessions than the call stack has room for are listed', () => {
  const rows = Array.from({ length: 200_000 }, (_, index) => [`shop-${index}`]);
  expect(renderTable([{ heading: 'SESSION' }], rows, 80).split('\n')).toHaveLength(200_001);
});

test('whatever text: nothing but line feeds, tabs and our own colours is left for the terminal to obey', () => {
  const text = fc.string({ unit: fc.constantFrom('\u001b', '[', ']', ';', 'm', '3', '1', '\u0007', '\u009b', '\\', '\u202e', 'x', '\n') });
  fc.assert(
    fc.property(text, text, text, (before, painted, after) => {
      const printed = printableText(`${before}${paint('busy', painted)}${after}`);
      expect(printed.replaceAll(/\u001b\[(?:36|39)m/g, '')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
      expect(printed.match(/\u001b/g)?.length ?? 0).toBe(painted === '' ? 0 : 2);
    }),
  );
});

test('a JSON document is exact, and sends no command to the terminal either', () => {
  expect(jsonText({ name: HOSTILE })).not.toMatch(/[\u0007\u001b\u007f-\u009f\u202e]/);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(JSON.parse(jsonText([text]))).toEqual([text]);
    }),
  );
});

test('everything is printed by way of print, so nobody forgets to clean it', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  // These two draw on a terminal: escape sequences are their business, and what they quote is cleaned by hand.
  const drawing = new Set(['process/print.ts', 'operations/watch-sessions.ts', 'terminal/local-terminal.ts']);
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('__fixtures__'))
    .filter((path) => !drawing.has(path));
  const writing = sources.filter((path) =>
    /std(?:out|err)\.write\(|console\.\w+\(|\bux\.std|logToStderr|this\.warn\(/.test(readFileSync(join(root, path), 'utf8')),
  );
  expect(writing.map((path) => relative('.', path))).toEqual([]);
});
