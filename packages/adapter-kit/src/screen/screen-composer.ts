import { isRule, withoutFrame } from './screen-lines.ts';

/** A composer found on a screen. */
export interface FoundComposer {
  /** Rows of its first and its last line. */
  readonly firstRow: number;
  readonly lastRow: number;
  /** What stands in it: its lines joined with line feeds, prompt sign and indentation removed. */
  readonly text: string;
}

/**
 * Finds the composer of an agent that frames it with two rules (or a box): the lowest pair of rules whose first line between them
 * begins with a prompt sign.
 *
 * @param promptSigns - for example `['❯', '>']`.
 */
export function findFramedComposer(lines: readonly string[], promptSigns: readonly string[]): FoundComposer | null {
  for (let bottom = lines.length - 1; bottom > 0; bottom -= 1) {
    if (!isRule(lines[bottom] ?? '')) continue;
    let top = bottom - 1;
    while (top >= 0 && !isRule(lines[top] ?? '')) top -= 1;
    if (top < 0) return null;
    const inside = lines.slice(top + 1, bottom).map((line) => withoutFrame(line));
    const sign = promptSigns.find((candidate) => (inside[0] ?? '').trimStart().startsWith(candidate));
    if (sign === undefined) continue;
    const text = inside.map((line, index) => (index === 0 ? line.trimStart().slice(sign.length) : line).trim()).join('\n');
    return { firstRow: top + 1, lastRow: bottom - 1, text: text.trim() };
  }
  return null;
}
