/** opencode draws a bar at the left of everything that is said or asked. The composer alone has a foot below. */
const FOOT = /╹▀{8,}/;
const BAR = '┃';

/** A piece of the screen with a bar at its left. */
export interface ScreenBlock {
  /** Its lines without the bar and what stands right of the block, such as the sidebar of a wide terminal. */
  readonly lines: readonly string[];
  readonly firstRow: number;
  readonly lastRow: number;
}

/** The composer: the lowest block with a foot, without a menu that stands on top of it; null when there is none. */
export function findComposerBlock(lines: readonly string[]): ScreenBlock | null {
  for (let row = lines.length - 1; row > 0; row -= 1) {
    const foot = FOOT.exec(lines[row] ?? '');
    if (foot === null) continue;
    const block = blockAbove(lines, row, foot.index, foot.index + foot[0].length);
    return block === null ? null : withoutMenu(block);
  }
  return null;
}

/** The lowest block that ends where the picture ends: what stands in the composer's place while something is asked. */
export function findLowestBlock(lines: readonly string[]): ScreenBlock | null {
  const row = lines.findLastIndex((line) => line.trim() !== '');
  const column = (lines[row] ?? '').indexOf(BAR);
  return column === -1 ? null : blockAbove(lines, row + 1, column, Number.POSITIVE_INFINITY);
}

function blockAbove(lines: readonly string[], end: number, column: number, endColumn: number): ScreenBlock | null {
  let firstRow = end;
  while (firstRow > 0 && lines[firstRow - 1]?.[column] === BAR) firstRow -= 1;
  if (firstRow === end) return null;
  const inside = lines.slice(firstRow, end).map((line) => line.slice(column + 1, endColumn).trimEnd());
  return { lines: inside, firstRow, lastRow: end - 1 };
}

/** The rows of a menu have a bar at their right too. */
function withoutMenu(block: ScreenBlock): ScreenBlock {
  const menuEnd = block.lines.findLastIndex((line) => line.endsWith(BAR)) + 1;
  return { lines: block.lines.slice(menuEnd), firstRow: block.firstRow + menuEnd, lastRow: block.lastRow };
}
