import type { Terminal } from '@xterm/headless';
import { openLink, writeRows } from './buffer-writer.ts';
import { linkIdOf, selectPenStyle, selectStyle } from './cell-style.ts';
import { type CellStyle, internalsOf, type SavedCursor, styleOf, type TerminalInternals } from './xterm-internals.ts';

type Charset = Readonly<Record<string, string>> | undefined;

/**
 * Writes all of a terminal, scrollback, screen, cursor and modes, as the bytes that make a reset terminal of the same size look and
 * behave like it.
 *
 * @param extras - control sequences for what xterm.js itself does not keep.
 */
export function writeSnapshot(terminal: Terminal, scrollbackLines: number, extras: string): string {
  const internals = internalsOf(terminal);
  const { normal, alternate, active } = terminal.buffer;
  const firstRow = Math.max(0, normal.baseY - scrollbackLines);
  const parts = [writeRows(terminal, normal, firstRow, normal.length)];
  if (active.type === 'normal') parts.push(writeSavedCursor(internals.normal));
  else {
    parts.push(writeTabStops(terminal, internals.normal), writeRegion(internals.normal, terminal.rows), writeSavedCursor(internals.normal));
    // Lines are folded around the cursor when the terminal is resized.
    parts.push(`\x1b[${normal.cursorY + 1};${Math.min(normal.cursorX, terminal.cols - 1) + 1}H`);
    parts.push('\x1b[?1047h\x1b[H', writeRows(terminal, alternate, 0, alternate.length), writeSavedCursor(internals.active));
  }
  parts.push(writeTabStops(terminal, internals.active), writeModes(terminal, internals), extras, writeCursor(terminal, internals));
  return parts.join('');
}

function writeRegion({ scrollTop, scrollBottom }: TerminalInternals['active'], rows: number): string {
  return scrollTop === 0 && scrollBottom === rows - 1 ? '' : `\x1b[${scrollTop + 1};${scrollBottom + 1}r`;
}

/** Where a program has put the cursor aside; it may fetch it at any time, or by leaving the alternate screen. */
function writeSavedCursor(buffer: SavedCursor & { readonly ybase: number }): string {
  const row = Math.max(0, buffer.savedY - buffer.ybase);
  const charset = charsetFinal(buffer.savedCharset);
  const style = selectStyle(buffer.savedCurAttrData);
  return `\x1b[${row + 1};${buffer.savedX + 1}H${style}${charset === 'B' ? '' : `\x1b(${charset}`}\x1b7${charset === 'B' ? '' : '\x1b(B'}\x1b[0m`;
}

function writeTabStops(terminal: Terminal, { tabs }: TerminalInternals['active']): string {
  const stops: number[] = [];
  let isDefault = true;
  for (let column = 0; column < terminal.cols; column += 1) {
    const isStop = tabs[column] === true;
    if (isStop) stops.push(column);
    if (isStop !== (column % 8 === 0)) isDefault = false;
  }
  return isDefault ? '' : `\x1b[3g${stops.map((column) => `\x1b[${column + 1}G\x1bH`).join('')}`;
}

const CONTROL_CHARACTERS = /[\x00-\x1f\x7f-\x9f]/g;
const MOUSE_TRACKING = { none: '', x10: '\x1b[?9h', vt200: '\x1b[?1000h', drag: '\x1b[?1002h', any: '\x1b[?1003h' } as const;
const MOUSE_ENCODING: Readonly<Record<string, string>> = { SGR: '\x1b[?1006h', SGR_PIXELS: '\x1b[?1016h' };
const CURSOR_STYLE: Readonly<Record<string, number>> = { block: 1, underline: 3, bar: 5 };

function writeModes(terminal: Terminal, internals: TerminalInternals): string {
  const { modes } = terminal;
  const parts = [
    modes.applicationCursorKeysMode ? '\x1b[?1h' : '',
    modes.applicationKeypadMode ? '\x1b=' : '',
    modes.bracketedPasteMode ? '\x1b[?2004h' : '',
    modes.sendFocusMode ? '\x1b[?1004h' : '',
    modes.reverseWraparoundMode ? '\x1b[?45h' : '',
    modes.wraparoundMode ? '' : '\x1b[?7l',
    MOUSE_TRACKING[modes.mouseTrackingMode],
    MOUSE_ENCODING[internals.mouseEncoding] ?? '',
    internals.cursorHidden ? '\x1b[?25l' : '',
  ];
  if (internals.cursorStyle !== undefined) {
    parts.push(`\x1b[${(CURSOR_STYLE[internals.cursorStyle] ?? 1) + (internals.cursorBlink === true ? 0 : 1)} q`);
  }
  const title = internals.title.replace(CONTROL_CHARACTERS, '');
  if (title !== '') parts.push(`\x1b]2;${title}\x1b\\`);
  return parts.join('');
}

/** Region, origin, cursor, pen and character sets: last, because each of them changes what is drawn after it. */
function writeCursor(terminal: Terminal, internals: TerminalInternals): string {
  const { active, pen } = internals;
  const { originMode, insertMode } = terminal.modes;
  const { cursorX, cursorY, baseY } = terminal.buffer.active;
  const row = originMode ? cursorY - active.scrollTop : cursorY;
  const parts = [
    writeRegion(active, terminal.rows),
    originMode ? '\x1b[?6h' : '',
    `\x1b[${row + 1};${Math.min(cursorX, terminal.cols - 1) + 1}H`,
  ];
  if (cursorX >= terminal.cols) parts.push(reprintLastCell(terminal, baseY + cursorY, row));
  parts.push(selectPenStyle(pen), selectLink(internals, pen));
  parts.push(insertMode ? '\x1b[4h' : '', writeCharsets(internals));
  if (terminal.modes.synchronizedOutputMode) parts.push('\x1b[?2026h');
  return parts.join('');
}

/** After the last column is printed the cursor stays behind it until the next character: only printing gets it there. */
function reprintLastCell(terminal: Terminal, bufferRow: number, row: number): string {
  const line = terminal.buffer.active.getLine(bufferRow);
  const last = line?.getCell(terminal.cols - 1);
  if (line === undefined || last === undefined) return '';
  const isWide = last.getWidth() === 0;
  const cell = isWide ? line.getCell(terminal.cols - 2) : last;
  if (cell === undefined || cell.getChars() === '') return '';
  const column = isWide ? terminal.cols - 1 : terminal.cols;
  return `\x1b[${row + 1};${column}H${selectStyle(styleOf(cell))}${selectLink(internalsOf(terminal), styleOf(cell))}${cell.getChars()}\x1b]8;;\x1b\\`;
}

function selectLink(internals: TerminalInternals, style: CellStyle): string {
  const link = linkIdOf(style) === 0 ? undefined : internals.linkOf(linkIdOf(style));
  return link === undefined ? '' : openLink(link);
}

const CHARSET_DESIGNATORS = ['(', ')', '*', '+'] as const;

function writeCharsets({ charset, charsets, charsetLevel }: TerminalInternals): string {
  const parts = CHARSET_DESIGNATORS.map((designator, level) => {
    const final = charsetFinal(level === charsetLevel ? charset : charsets[level]);
    return final === 'B' ? '' : `\x1b${designator}${final}`;
  });
  return parts.join('') + (['', '\x0e', '\x1bn', '\x1bo'][charsetLevel] ?? '');
}

/** The final character by which a character set is selected. Told by what it does, because the sets themselves are not public. */
function charsetFinal(charset: Charset): string {
  if (charset === undefined) return 'B';
  if (charset['q'] === '─') return '0';
  return charset['#'] === '£' ? 'A' : 'B';
}
