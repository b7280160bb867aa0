import type { IBuffer, IBufferLine, Terminal } from '@xterm/headless';
import { backgroundOf, hasExtendedStyle, linkIdOf, selectBackground, selectStyle, styleKey } from './cell-style.ts';
import { internalsOf, styleOf } from './xterm-internals.ts';

const RESET_STYLE = '\x1b[0m';

/**
 * Writes rows of a buffer as the text and control sequences that draw them on an empty terminal of the same width, beginning at the
 * left edge with default style. Wrapped lines are drawn so that they wrap again. Ends with default style.
 *
 * Written here because the addon of xterm.js loses attributes when several change at once (bold after dim becomes plain), underline
 * styles and links.
 */
export function writeRows(terminal: Terminal, buffer: IBuffer, fromRow: number, toRow: number): string {
  const writer = createRowWriter(terminal, buffer);
  const parts: string[] = [];
  for (let row = fromRow; row < toRow; row += 1) {
    const line = buffer.getLine(row);
    if (line === undefined) break;
    const next = row + 1 < toRow ? buffer.getLine(row + 1) : undefined;
    parts.push(writer.cells(line));
    if (next === undefined) break;
    parts.push(next.isWrapped ? writer.wrap(line, next) : `${writer.reset()}\r\n`);
  }
  parts.push(writer.reset());
  return parts.join('');
}

/** The control sequence that begins a link. */
export function openLink({ id, uri }: { readonly id?: string | undefined; readonly uri: string }): string {
  return `\x1b]8;${id === undefined ? '' : `id=${id}`};${uri}\x1b\\`;
}

interface RowWriter {
  /** The cells of a line, up to the last one that shows anything. */
  cells(line: IBufferLine): string;
  /** Moves on to the next line in such a way that it counts as the continuation of this one. */
  wrap(line: IBufferLine, next: IBufferLine): string;
  reset(): string;
}

function createRowWriter(terminal: Terminal, buffer: IBuffer): RowWriter {
  const internals = internalsOf(terminal);
  const cell = buffer.getNullCell();
  const defaultStyle = styleKey(styleOf(cell));
  let style = defaultStyle;
  let link = 0;
  /** The style last looked at, as the numbers it is packed into: telling styles apart by their looks is twenty times slower. */
  const packed = { fg: -1, bg: -1, key: '' };

  function reset(): string {
    const text = (link === 0 ? '' : closeLink()) + (style === defaultStyle ? '' : RESET_STYLE);
    style = defaultStyle;
    return text;
  }

  function closeLink(): string {
    link = 0;
    return '\x1b]8;;\x1b\\';
  }

  function changeLink(urlId: number): string {
    if (urlId === link) return '';
    const data = urlId === 0 ? undefined : internals.linkOf(urlId);
    if (data === undefined) return link === 0 ? '' : closeLink();
    link = urlId;
    return openLink(data);
  }

  /** The first column behind everything that shows. */
  function extentOf(line: IBufferLine): number {
    for (let column = terminal.cols - 1; column >= 0; column -= 1) {
      line.getCell(column, cell);
      if (cell.getChars() !== '' || cell.getWidth() === 0 || backgroundOf(styleOf(cell)) !== 0) return column + 1;
    }
    return 0;
  }

  function cells(line: IBufferLine): string {
    const extent = extentOf(line);
    let text = '';
    let column = 0;
    while (column < extent) {
      line.getCell(column, cell);
      if (cell.getChars() === '') {
        const length = emptyLength(line, column, extent, backgroundOf(styleOf(cell)));
        text += empty(length);
        column += length;
        continue;
      }
      const wanted = styleOf(cell);
      if (wanted.fg !== packed.fg || wanted.bg !== packed.bg || hasExtendedStyle(wanted)) {
        packed.key = styleKey(wanted);
        packed.fg = wanted.fg;
        packed.bg = wanted.bg;
        text += changeLink(linkIdOf(wanted));
      }
      if (packed.key !== style) text += selectStyle(wanted);
      style = packed.key;
      text += cell.getChars();
      column += Math.max(1, cell.getWidth());
    }
    return text;
  }

  function emptyLength(line: IBufferLine, from: number, extent: number, background: number): number {
    let column = from;
    while (column < extent) {
      line.getCell(column, cell);
      if (cell.getChars() !== '' || backgroundOf(styleOf(cell)) !== background) break;
      column += 1;
    }
    line.getCell(from, cell);
    return column - from;
  }

  /** Empty cells with the background of the present cell. */
  function empty(length: number): string {
    if (backgroundOf(styleOf(cell)) === 0) return `\x1b[${length}C`;
    // The erasing takes the background of the pen; what else the pen has does not show in empty cells.
    const text = `${selectBackground(styleOf(cell))}\x1b[${length}X\x1b[${length}C`;
    style = 'background only';
    return text;
  }

  function wrap(line: IBufferLine, next: IBufferLine): string {
    const extent = printedExtent(line);
    const missing = terminal.cols - extent;
    // The cell that makes the line wrap must be printed with default style, because a new row takes the background of the pen.
    let text = reset();
    if (missing > 0) text += `\x1b[${extent + 1}G${' '.repeat(missing)}`;
    text += ' ';
    if (missing > 0) text += `\x1b[A${restoreTail(line, extent)}\x1b[B`;
    text += '\r';
    next.getCell(0, cell);
    if (cell.getChars() === '') text += '\x1b[X';
    return text;
  }

  /** The column behind the last printed cell: from there on the line does not wrap by itself. */
  function printedExtent(line: IBufferLine): number {
    for (let column = terminal.cols - 1; column >= 0; column -= 1) {
      line.getCell(column, cell);
      if (cell.getChars() !== '' || cell.getWidth() === 0) return column + 1;
    }
    return 0;
  }

  /** Empties the cells that were printed only to make the line wrap. */
  function restoreTail(line: IBufferLine, extent: number): string {
    let text = '';
    for (let column = extent; column < terminal.cols; ) {
      line.getCell(column, cell);
      const length = emptyLength(line, column, terminal.cols, backgroundOf(styleOf(cell)));
      text += `\x1b[${column + 1}G${selectBackground(styleOf(cell))}\x1b[${length}X`;
      column += length;
    }
    return `${text}${RESET_STYLE}`;
  }

  return { cells, wrap, reset };
}
