import { expect, test } from 'vitest';
import type { ScreenFacts } from './pane-screen.ts';
import { writePicture } from './terminal-picture.ts';

const FACTS: ScreenFacts = {
  size: { columns: 20, rows: 2 },
  cursor: { row: 1, column: 3, visible: true },
  title: '',
  alternateScreen: false,
  savedCursor: { row: 0, column: 4 },
  historyRows: 0,
  bracketedPaste: null,
  applicationCursorKeys: false,
  applicationKeypad: false,
  insertMode: false,
  originMode: false,
  wrapMode: true,
  mouse: { standard: false, button: false, all: false, sgr: false, utf8: false },
  scrollRegion: { top: 0, bottom: 1 },
  tabStops: [8, 16],
};
const rows = (...texts: readonly string[]) => texts.map((text) => Buffer.from(text, 'latin1'));
const BEGIN = '\u001b)0';
const END = '\u001b[0m\u000f\u001b[?2004h\u001b[2;4H';

test('rows, marks for pastes, cursor', () => {
  expect(writePicture({ facts: FACTS, above: rows('up'), screen: rows('one', 'two'), behind: [] })).toBe(`${BEGIN}up\r\none\r\ntwo${END}`);
});

test('a colour that goes on over rows is put down at the end of each, so that no line feed is coloured', () => {
  const screen = rows('a\u001b[44mb', 'c\u001b[0md');
  expect(writePicture({ facts: FACTS, above: [], screen, behind: [] })).toBe(
    `${BEGIN}a\u001b[44mb\u001b[0m\r\n\u001b[44mc\u001b[0md${END}`,
  );
});

test('the alternate screen is drawn over what is behind it', () => {
  const picture = writePicture({
    facts: { ...FACTS, alternateScreen: true },
    above: rows('up'),
    screen: rows('alt'),
    behind: rows('main'),
  });
  expect(picture).toBe(`${BEGIN}up\r\nmain\u001b[1;5H\u001b[?1049h\u001b[Halt${END}`);
});

test('modes are switched on again', () => {
  const facts: ScreenFacts = {
    ...FACTS,
    title: 'a\u0007b',
    cursor: { row: 1, column: 0, visible: false },
    bracketedPaste: false,
    applicationCursorKeys: true,
    applicationKeypad: true,
    insertMode: true,
    wrapMode: false,
    originMode: true,
    mouse: { standard: true, button: true, all: false, sgr: true, utf8: false },
    scrollRegion: { top: 1, bottom: 1 },
    tabStops: [4],
  };
  expect(writePicture({ facts, above: [], screen: [], behind: [] })).toBe(
    `${BEGIN}\u001b[0m\u000f\u001b[3g\u001b[5G\u001bH\u001b[?1h\u001b=\u001b[?7l\u001b[?1002h\u001b[?1006h\u001b[?25l\u001b]2;ab\u001b\\\u001b[2;2r\u001b[?6h\u001b[1;1H\u001b[4h`,
  );
});
