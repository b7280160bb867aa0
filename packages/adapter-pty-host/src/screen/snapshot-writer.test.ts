import type xterm from '@xterm/headless';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backgroundOf, linkIdOf, styleKey } from './cell-style.ts';
import { createEmulatedTerminal, drawOutput } from './emulated-terminal.ts';
import { writeSnapshot } from './snapshot-writer.ts';
import { internalsOf, styleOf } from './xterm-internals.ts';

const COLUMNS = 12;
const ROWS = 5;
const SCROLLBACK = 20;
/** Set higher to search for longer. */
const RUNS = Number(process.env['AO_PROPERTY_RUNS'] ?? 300);

const makeTerminal = () => createEmulatedTerminal({ columns: COLUMNS, rows: ROWS }, SCROLLBACK);

/** Everything that can be told apart by looking at a terminal or by going on to use it. */
function describeTerminal(terminal: xterm.Terminal, options: { readonly links: boolean } = { links: true }) {
  const { active, normal, ...rest } = internalsOf(terminal);
  const saved = (buffer: typeof active) => ({
    row: Math.max(0, buffer.savedY - buffer.ybase),
    column: buffer.savedX,
    style: styleKey({ ...buffer.savedCurAttrData, extended: { _ext: 0, underlineColor: 0, urlId: 0 } }),
  });
  return {
    normal: describeBuffer(terminal, terminal.buffer.normal, options.links),
    active: describeBuffer(terminal, terminal.buffer.active, options.links),
    alternate: terminal.buffer.active.type,
    cursor: [terminal.buffer.active.cursorX, terminal.buffer.active.cursorY],
    modes: terminal.modes,
    regions: [normal.scrollTop, normal.scrollBottom, active.scrollTop, active.scrollBottom],
    saved: [saved(normal), saved(active)],
    tabs: Object.keys(active.tabs).filter((column) => Number(column) < COLUMNS && active.tabs[Number(column)] === true),
    pen: styleKey(rest.pen),
    penLink: options.links ? rest.linkOf(linkIdOf(rest.pen))?.uri : '',
    title: rest.title,
    hidden: rest.cursorHidden,
    style: [rest.cursorStyle, rest.cursorBlink],
    mouse: rest.mouseEncoding,
    charset: rest.charset?.['q'],
  };
}

/** What is seen; not what was put aside, whose place xterm.js does not adapt to a new size. */
function describeScreen(terminal: xterm.Terminal) {
  const { normal, active, cursor } = describeTerminal(terminal, { links: false });
  return { normal, active, cursor };
}

function describeBuffer(terminal: xterm.Terminal, buffer: xterm.IBuffer, links: boolean) {
  const { linkOf } = internalsOf(terminal);
  return Array.from({ length: buffer.length }, (_, row) => {
    const line = buffer.getLine(row);
    const cells = Array.from({ length: terminal.cols }, (__, column) => {
      const cell = line?.getCell(column);
      if (cell === undefined) return '';
      const style = styleOf(cell);
      if (cell.getChars() === '') return cell.getWidth() === 0 ? '' : `_${backgroundOf(style)}`;
      return `${cell.getChars()} ${styleKey(style)} ${links ? linkOf(linkIdOf(style))?.uri : ''}`;
    });
    return { wrapped: buffer.type === 'normal' && row > 0 && line?.isWrapped, cells };
  });
}

/**
 * States that no sequence leads to from a reset terminal: a cursor that waits behind a last column that was emptied meanwhile, one put
 * aside while it waited there, half of a wide character, a character set other than that of its level, and a first row that continues one
 * which is gone. A real program is not known to rest in any of them.
 */
function canBeDrawn(terminal: xterm.Terminal): boolean {
  const { active, normal } = internalsOf(terminal);
  const buffer = terminal.buffer.active;
  const lastCell = buffer.getLine(buffer.baseY + buffer.cursorY)?.getCell(COLUMNS - 1);
  const waitsBehindNothing = buffer.cursorX >= COLUMNS && lastCell?.getChars() === '' && lastCell.getWidth() === 1;
  const { charset, charsets, charsetLevel } = internalsOf(terminal);
  if (charset !== charsets[charsetLevel] || terminal.buffer.normal.getLine(0)?.isWrapped === true) return false;
  return !waitsBehindNothing && active.savedX < COLUMNS && normal.savedX < COLUMNS && !hasHalfCharacter(terminal);
}

function hasHalfCharacter(terminal: xterm.Terminal): boolean {
  return [terminal.buffer.normal, terminal.buffer.alternate].some((buffer) =>
    Array.from({ length: buffer.length }, (_, row) => buffer.getLine(row)).some((line) =>
      Array.from({ length: COLUMNS }, (_, column) => column).some((column) => {
        const isWide = line?.getCell(column)?.getWidth() === 2;
        const isPlaceholder = line?.getCell(column + 1)?.getWidth() === 0;
        const orphan = column === 0 && line?.getCell(0)?.getWidth() === 0;
        return isWide !== isPlaceholder || orphan;
      }),
    ),
  );
}

const number = fc.integer({ min: 1, max: 14 });
const sgrCode = fc.constantFrom(
  '0',
  '1',
  '2',
  '3',
  '4',
  '4:3',
  '5',
  '7',
  '8',
  '9',
  '21',
  '22',
  '24',
  '27',
  '31',
  '39',
  '42',
  '49',
  '53',
  '95',
  '103',
);
const sgr = fc.oneof(
  fc.array(sgrCode, { minLength: 1, maxLength: 3 }).map((codes) => codes.join(';')),
  fc.constantFrom('38;5;200', '48;5;17', '38;2;1;2;3', '48;2;9;8;7', '58;5;3', '58:2::1:2:3', '38;5;3', '59'),
);
const token = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'bc', 'some words', 'exactly twelv', '─', 'ü', '漢字', '🙂', '   ') },
  { weight: 3, arbitrary: sgr.map((codes) => `\x1b[${codes}m`) },
  { weight: 3, arbitrary: fc.constantFrom('\r\n', '\n', '\r', '\b', '\t', '\x1bM', '\x1bD', '\x1bE') },
  { weight: 2, arbitrary: fc.tuple(number, number).map(([row, column]) => `\x1b[${row};${column}H`) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(number, fc.constantFrom('A', 'B', 'C', 'D', 'G', 'K', 'J', 'X', 'P', '@', 'L', 'M', 'S', 'T', 'd'))
      .map(([n, final]) => `\x1b[${n % 3}${final}`),
  },
  { weight: 1, arbitrary: fc.tuple(number, number).map(([top, bottom]) => `\x1b[${top % 4};${bottom}r`) },
  { weight: 1, arbitrary: fc.constantFrom('\x1b7', '\x1b8', '\x1b(0', '\x1b(B', '\x0e', '\x0f', '\x1b)0', '\x1bH', '\x1b[3g') },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom('?1', '?6', '?7', '?25', '?45', '?47', '?1000', '?1002', '?1004', '?1006', '?1047', '?1049', '?2004', '?2026', '4'),
        fc.constantFrom('h', 'l'),
      )
      .map(([mode, set]) => `\x1b[${mode}${set}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '\x1b]2;a title\x07',
      '\x1b]8;;http://a\x1b\\',
      '\x1b]8;id=x;http://b\x1b\\',
      '\x1b]8;;\x1b\\',
      '\x1b[4 q',
      '\x1b[5 q',
      '\x1b=',
      '\x1b>',
    ),
  },
);
const size = fc.record({ columns: fc.integer({ min: 2, max: 20 }), rows: fc.integer({ min: 1, max: 8 }) });
const output = fc.array(token, { maxLength: 60 }).map((tokens) => tokens.join(''));

test('a terminal drawn from a snapshot looks and behaves like the first', () => {
  fc.assert(
    fc.property(output, output, (before, after) => {
      const first = makeTerminal();
      const copy = makeTerminal();
      drawOutput(first, before);
      fc.pre(canBeDrawn(first));
      drawOutput(copy, writeSnapshot(first, SCROLLBACK, ''));
      expect(describeTerminal(copy)).toEqual(describeTerminal(first));
      drawOutput(first, after);
      drawOutput(copy, after);
      // Which links are still known depends on lines that were erased long ago.
      expect(describeTerminal(copy, { links: false })).toEqual(describeTerminal(first, { links: false }));
    }),
    { numRuns: RUNS },
  );
});

test('a terminal drawn from a snapshot folds its lines like the first when it is resized', () => {
  fc.assert(
    fc.property(output, size, (before, resized) => {
      const first = makeTerminal();
      const copy = makeTerminal();
      drawOutput(first, before);
      fc.pre(canBeDrawn(first));
      drawOutput(copy, writeSnapshot(first, SCROLLBACK, ''));
      for (const terminal of [first, copy]) terminal.resize(resized.columns, resized.rows);
      expect(describeScreen(copy)).toEqual(describeScreen(first));
    }),
    { numRuns: RUNS },
  );
});

test('attributes that change together survive: bold right after dim stays bold', () => {
  const first = makeTerminal();
  const copy = makeTerminal();
  drawOutput(first, '\x1b[2mdim\x1b[22;1mbold\x1b[1;2mboth\x1b[22m');
  drawOutput(copy, writeSnapshot(first, SCROLLBACK, ''));
  expect(describeTerminal(copy)).toEqual(describeTerminal(first));
});

test('keeps no more scrollback than asked for', () => {
  const first = makeTerminal();
  const copy = makeTerminal();
  drawOutput(first, Array.from({ length: 15 }, (_, line) => `line ${line}`).join('\r\n'));
  drawOutput(copy, writeSnapshot(first, 3, ''));
  expect(copy.buffer.active.length).toBe(ROWS + 3);
  expect(copy.buffer.active.getLine(0)?.translateToString(true)).toBe('line 7');
});

test('erasing up to the last cell of the last row does not stop the emulator', () => {
  const terminal = makeTerminal();
  expect(drawOutput(terminal, `\x1b[?1049htext\x1b[${ROWS};${COLUMNS}H\x1b[1Jon`)).toBe(true);
  expect(terminal.buffer.active.getLine(0)?.translateToString(true)).toBe('');
});
