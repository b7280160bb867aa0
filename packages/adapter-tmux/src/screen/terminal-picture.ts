import type { CapturedScreen, ScreenFacts } from './pane-screen.ts';

const ESCAPE = 0x1b;
const STYLE = /\u001b\[([0-9;:]*)m/g;
const RESET = '\u001b[0m';
const DEFAULT_TAB_WIDTH = 8;

/**
 * Writes a captured screen as what draws it on a reset terminal of its size: scrollback, screen, modes, title and cursor. One character
 * for each byte. tmux does not tell the colours the program would print in next, nor a saved cursor.
 */
export function writePicture({ facts, above, screen, behind }: Omit<CapturedScreen, 'unfinished' | 'terminalId'>): string {
  // Line drawing: tmux selects the second character set for it, which is ASCII too unless told otherwise.
  const parts = ['\u001b)0'];
  if (facts.alternateScreen) {
    const { row, column } = facts.savedCursor;
    parts.push(writeRows([...above, ...behind]), `\u001b[${row + 1};${column + 1}H\u001b[?1049h\u001b[H`, writeRows(screen));
  } else parts.push(writeRows([...above, ...screen]));
  parts.push(writeModes(facts));
  return parts.join('');
}

/**
 * Rows are told by tmux with each style as a change to the one before, also across rows. A line feed in a colour would fill the next
 * row with it, so the style is put down at the end of each row and taken up again.
 */
function writeRows(rows: readonly Buffer[]): string {
  let style = '';
  return rows
    .map((row) => {
      const text = row.toString('latin1');
      const before = style;
      if (row.includes(ESCAPE)) style = styleAfter(style, text);
      return style === '' ? before + text : `${before}${text}${RESET}`;
    })
    .join('\r\n');
}

function styleAfter(before: string, text: string): string {
  let style = before;
  for (const [sequence, parameters = ''] of text.matchAll(STYLE)) {
    if (parameters === '' || parameters === '0') style = '';
    else if (parameters.startsWith('0;')) style = sequence;
    else style += sequence;
  }
  return style;
}

function writeModes(facts: ScreenFacts): string {
  const { mouse, scrollRegion, size, cursor } = facts;
  const title = Buffer.from(facts.title.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '')).toString('latin1');
  const originRow = facts.originMode ? cursor.row - scrollRegion.top : cursor.row;
  return [
    `${RESET}\u000f`,
    writeTabStops(facts),
    facts.applicationCursorKeys ? '\u001b[?1h' : '',
    facts.applicationKeypad ? '\u001b=' : '',
    // Where it is not told, marks are taken off again for programs that did not ask for them.
    facts.bracketedPaste === false ? '' : '\u001b[?2004h',
    facts.wrapMode ? '' : '\u001b[?7l',
    mouse.all ? '\u001b[?1003h' : mouse.button ? '\u001b[?1002h' : mouse.standard ? '\u001b[?1000h' : '',
    mouse.sgr ? '\u001b[?1006h' : mouse.utf8 ? '\u001b[?1005h' : '',
    cursor.visible ? '' : '\u001b[?25l',
    title === '' ? '' : `\u001b]2;${title}\u001b\\`,
    scrollRegion.top === 0 && scrollRegion.bottom === size.rows - 1 ? '' : `\u001b[${scrollRegion.top + 1};${scrollRegion.bottom + 1}r`,
    facts.originMode ? '\u001b[?6h' : '',
    `\u001b[${originRow + 1};${cursor.column + 1}H`,
    facts.insertMode ? '\u001b[4h' : '',
  ].join('');
}

function writeTabStops({ tabStops, size }: ScreenFacts): string {
  const usual: number[] = [];
  for (let column = DEFAULT_TAB_WIDTH; column < size.columns; column += DEFAULT_TAB_WIDTH) usual.push(column);
  if (tabStops.join() === usual.join()) return '';
  return `\u001b[3g${tabStops.map((column) => `\u001b[${column + 1}G\u001bH`).join('')}`;
}
