import { expect, test } from 'vitest';
import { preciseAge, shortAge } from './age.ts';
import { createPaint, printableText } from './colour.ts';
import { parseDuration } from './duration-flag.ts';
import { cut, renderTable } from './table.ts';

test.each([
  [-5, '0s'],
  [999, '0s'],
  [40_000, '40s'],
  [119_999, '1m'],
  [7_200_000, '2h'],
  [3 * 86_400_000, '3d'],
])('an age of %i ms reads %s', (milliseconds, text) => {
  expect(shortAge(milliseconds)).toBe(text);
});

test.each([
  [1449, '1.4 s'],
  [12_400, '12 s'],
  [185_000, '3 m 5 s'],
])('a duration of %i ms reads %s', (milliseconds, text) => {
  expect(preciseAge(milliseconds)).toBe(text);
});

test.each([
  ['90', 90_000],
  ['0.5', 500],
  ['500ms', 500],
  ['1h30m', 5_400_000],
  ['2d', 172_800_000],
  ['', null],
  ['ten', null],
  ['5 m', null],
  ['-1s', null],
])('the duration %j is %s ms', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test('columns line up whatever the cells are made of', () => {
  const paint = createPaint({ isTerminal: true, env: {} });
  const text = renderTable(
    [{ heading: 'SESSION' }, { heading: 'STATUS' }, { heading: 'NEEDS' }],
    [
      ['shop-1', paint('busy', 'working'), ''],
      ['日本-12', 'idle', 'x'],
    ],
    null,
  );
  expect(text.split('\n')).toEqual(['SESSION  STATUS   NEEDS', `shop-1   ${paint('busy', 'working')}`, '日本-12  idle     x']);
});

test('a narrow terminal cuts only the columns that may shrink', () => {
  const columns = [{ heading: 'SESSION' }, { heading: 'BRANCH', mayShrink: true }];
  const text = renderTable(columns, [['shop-1', 'ao/shop-1/add-a-health-check-endpoint']], 30);
  expect(text.split('\n')[1]).toBe('shop-1   ao/shop-1/add-a-heal…');
  expect(renderTable(columns, [['shop-1', 'ao/shop-1/add-a-health-check-endpoint']], 10)).toContain('ao/shop-1/a…');
});

test('cutting never splits a wide character and ends colours', () => {
  expect(cut('日本語テキスト', 6)).toBe('日本… ');
  const paint = createPaint({ isTerminal: true, env: {} });
  expect(printableText(cut(paint('bad', 'red and more'), 5))).toBe('\u001b[31mred …\u001b[0m');
});

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [true, { TERM: 'dumb' }, false],
  [false, { FORCE_COLOR: '1' }, true],
  [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
])('colours: terminal %s, environment %j: %s', (isTerminal, env, coloured) => {
  expect(createPaint({ isTerminal, env })('bad', 'x') !== 'x').toBe(coloured);
});
