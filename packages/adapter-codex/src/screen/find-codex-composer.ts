/** A composer found on a screen. */
export interface CodexComposerSeen {
  readonly firstRow: number;
  /** What stands in it; empty for the words it shows when nothing does. */
  readonly text: string;
  /** The lowest rows: below it model and folder, and what keys do; its own last ones when there is nothing below it. */
  readonly lowestRows: readonly string[];
}

const SIGN = /^›(?: |$)/;

/** At the right end of its first row when it is higher than its place. */
const HIDDEN_ABOVE = / +↑$/;

/** What stands in an empty composer, greyed out. Colours are not seen here, so the words must be known. */
const PLACEHOLDERS = new Set(['Ask Codex to do anything', 'Ask a follow-up question']);

/** Model and folder, then the hints; the hints may be wrapped in a narrow terminal. */
const FOOTER_ROWS_MAX = 3;

/**
 * Finds the composer: the lowest row that begins with its sign, when nothing but its indented rows, a blank one and its footer stand
 * below. Messages of the person in the conversation begin with the same sign, and so does the selected choice of a dialog; below the
 * former comes something that is not indented, below the latter keys are explained (see the caller).
 */
export function findCodexComposer(lines: readonly string[]): CodexComposerSeen | null {
  const firstRow = lines.findLastIndex((line) => SIGN.test(line));
  if (firstRow === -1) return null;
  const below = lines.slice(firstRow + 1);
  if (below.some((line) => line !== '' && !line.startsWith('  '))) return null;
  const lastRow = below.findLastIndex((line) => line !== '');
  const rows = below.slice(0, lastRow + 1);
  const gap = rows.findLastIndex((line) => line === '');
  const first = lines[firstRow] ?? '';
  // Too high for its place, it takes the footer's.
  const hasFooter = gap !== -1 && !(HIDDEN_ABOVE.test(first) && rows.length - gap - 1 > FOOTER_ROWS_MAX);
  const footer = hasFooter ? rows.slice(gap + 1) : [];
  if (footer.length > FOOTER_ROWS_MAX) return null;
  const text = [first.replace(SIGN, '').replace(HIDDEN_ABOVE, ''), ...(hasFooter ? rows.slice(0, gap) : rows)]
    .map((line) => line.trim())
    .join('\n')
    .trim();
  return { firstRow, text: PLACEHOLDERS.has(text) ? '' : text, lowestRows: hasFooter ? footer : rows.slice(-2) };
}
