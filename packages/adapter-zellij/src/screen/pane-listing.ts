import { AoError } from '@ao/domain';
import type { TerminalSize } from '@ao/ports';
import { z } from 'zod';

const paneSchema = z.object({
  id: z.number(),
  is_plugin: z.boolean(),
  title: z.string(),
  pane_content_rows: z.number(),
  pane_content_columns: z.number(),
  /** Column and row, from zero; null while the cursor is hidden. */
  cursor_coordinates_in_pane: z.tuple([z.number(), z.number()]).nullish(),
  terminal_command: z.string().nullish(),
});

/** A terminal pane as zellij lists it. */
export interface ListedPane {
  readonly size: TerminalSize;
  /** Null while the cursor is hidden: zellij does not tell where it is then. */
  readonly cursor: { readonly row: number; readonly column: number } | null;
  /** Empty until the program has set one. */
  readonly title: string;
}

/**
 * Finds a terminal pane in what `list-panes --all --json` printed; null when it is not there (yet).
 *
 * @throws AoError `RUNTIME_PROTOCOL` when the text is no list of panes
 */
export function findPane(text: string, pane: number): ListedPane | null {
  const listed = parse(text).find(({ id, is_plugin: isPlugin }) => id === pane && !isPlugin);
  if (listed === undefined) return null;
  const [column, row] = listed.cursor_coordinates_in_pane ?? [];
  return {
    size: { columns: listed.pane_content_columns, rows: listed.pane_content_rows },
    cursor: column === undefined || row === undefined ? null : { row, column },
    // Before the program has set a title, zellij shows the command.
    title: listed.title === listed.terminal_command ? '' : listed.title,
  };
}

function parse(text: string): z.infer<typeof paneSchema>[] {
  try {
    return z.array(paneSchema).parse(JSON.parse(text));
  } catch (error) {
    throw new AoError('RUNTIME_PROTOCOL', { message: 'zellij lists its panes in a way that is not understood.', cause: error });
  }
}
