import { isRule, withoutFrame } from './screen-lines.ts';

/** A composer found on a screen. */
export interface FoundComposer {
  /** Rows of its first and its last line. */
  readonly firstRow: number;
  readonly lastRow: number;
  /** What stands in it: its lines joined with line feeds, prompt sign and indentation removed. */
  readonly text: string;
  /** True when it is higher than its place on the screen, so that its first lines cannot be seen. */
  readonly cutOff: boolean;
}

/** The label of the upper rule when lines are hidden above it. */
const HIDDEN_ABOVE = /↑ *\d+/;

/**
 * Finds the composer of an agent that frames it with two rules (or a box): the lowest pair of rules whose first line between them
 * begins with a prompt sign, or whose upper rule says that lines are hidden above.
 *
 * @param promptSigns - for example `['❯', '>']`; `['']` for an agent that shows none, where any frame counts: menus too, if it draws them there.
 */
export function findFramedComposer(lines: readonly string[], promptSigns: readonly string[]): FoundComposer | null {
  for (let bottom = lines.length - 1; bottom > 0; bottom -= 1) {
    if (!isRule(lines[bottom] ?? '')) continue;
    let top = bottom - 1;
    while (top >= 0 && !isRule(lines[top] ?? '')) top -= 1;
    if (top < 0) return null;
    const inside = lines.slice(top + 1, bottom).map((line) => withoutFrame(line));
    const cutOff = HIDDEN_ABOVE.test(lines[top] ?? '');
    const sign = cutOff ? '' : promptSigns.find((candidate) => (inside[0] ?? '').trimStart().startsWith(candidate));
    if (sign === undefined || inside.length === 0) continue;
    const text = inside.map((line, index) => (index === 0 ? line.trimStart().slice(sign.length) : line).trim()).join('\n');
    return { firstRow: top + 1, lastRow: bottom - 1, text: text.trim(), cutOff };
  }
  return null;
}
