const MOST_CELLS = 1000;

/** The size to ask for: a terminal that tells none says 0, and one larger than the protocol allows would be refused without a word. */
export function terminalSize({ columns, rows }: { readonly columns?: number | undefined; readonly rows?: number | undefined }): {
  readonly columns: number;
  readonly rows: number;
} {
  return { columns: Math.min(MOST_CELLS, columns || 80), rows: Math.min(MOST_CELLS, rows || 24) };
}
