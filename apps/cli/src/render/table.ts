import stringWidth from 'fast-string-width';
import { cleanLine, RESET_STYLE } from './colour.ts';

/** Two blanks between columns: enough to see them apart without lines. */
const GAP = '  ';

/** A cell may be coloured; its width is what a person sees. */
export interface Column {
  readonly heading: string;
  /** The last column that may shrink gives way first when the terminal is too narrow. */
  readonly mayShrink?: boolean;
}

/** How much a column keeps when it has to give way. */
const SHRUNK_WIDTH = 12;

/**
 * Lays out a table for people: no lines, columns as wide as their longest cell, the last one as long as it likes.
 * On a narrow terminal the columns that may shrink are cut, marked with an ellipsis.
 *
 * @param width - columns of the terminal; null when it goes into a file and nothing is cut.
 */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[], width: number | null): string {
  const lines = [columns.map((column) => column.heading), ...rows.map((row) => row.map(cleanLine))];
  const widths = columns.map((_, index) => lines.reduce((widest, line) => Math.max(widest, stringWidth(line[index] ?? '')), 0));
  if (width !== null) shrink(columns, widths, width);
  return lines
    .map((row) =>
      row
        .map((cell, index) => fit(cell, widths[index] ?? 0, index === row.length - 1))
        .join(GAP)
        .trimEnd(),
    )
    .join('\n');
}

function shrink(columns: readonly Column[], widths: number[], width: number): void {
  let surplus = widths.reduce((sum, each) => sum + each, 0) + GAP.length * (widths.length - 1) - width;
  for (let index = columns.length - 1; index >= 0 && surplus > 0; index -= 1) {
    if (columns[index]?.mayShrink !== true) continue;
    const given = Math.max(0, Math.min(surplus, (widths[index] ?? 0) - SHRUNK_WIDTH));
    widths[index] = (widths[index] ?? 0) - given;
    surplus -= given;
  }
}

function fit(cell: string, width: number, isLast: boolean): string {
  const actual = stringWidth(cell);
  if (actual <= width) return isLast ? cell : cell + ' '.repeat(width - actual);
  return cut(cell, width);
}

/** Cuts text to a width, never inside a character. Colours end where the text does. */
export function cut(text: string, width: number): string {
  let kept = '';
  let used = 0;
  // biome-ignore format: one expression, three alternatives: escape sequence, or a character.
  for (const [piece] of text.matchAll(/\u001b\[[0-9;]*m|[\s\S]/gu)) {
    const pieceWidth = piece.startsWith('\u001b') ? 0 : stringWidth(piece);
    if (used + pieceWidth > width - 1) break;
    kept += piece;
    used += pieceWidth;
  }
  const reset = text.includes('\u001b[') ? RESET_STYLE : '';
  return `${kept}…${reset}${' '.repeat(Math.max(0, width - used - 1))}`;
}
