/**
 * As much of a table as fits on a screen. Its last line, the summary, stays; what is left out is counted.
 *
 * @param rows - lines of the screen.
 */
export function firstRows(text: string, rows: number): string {
  const lines = text.split('\n');
  if (lines.length <= rows || rows < 3) return lines.slice(0, Math.max(rows, 1)).join('\n');
  const shown = lines.slice(0, rows - 2);
  return [...shown, `… ${lines.length - 1 - shown.length} more`, lines.at(-1)].join('\n');
}
