import { fit, widthOf, wrap } from './text-width.ts';

/** A question that covers the composer. */
export interface Dialog {
  readonly title: string;
  readonly detail: string | null;
  readonly question: string;
  readonly choices: readonly string[];
  /** Index of the choice Enter takes. */
  readonly selected: number;
}

/** What the moving part of the screen shows. */
export interface Scene {
  /** For example `Writing… (3s · esc to interrupt)`; null when nothing is being done. */
  readonly activity: string | null;
  readonly queued: readonly string[];
  readonly composer: string;
  readonly dialog: Dialog | null;
  readonly footer: string;
}

/** The moving part of the screen: rows from top to bottom, and where the cursor stands. */
export interface Picture {
  readonly rows: readonly string[];
  readonly cursor: { readonly row: number; readonly column: number };
}

const PROMPT_SIGN = '› ';

/** Draws a scene for a terminal of that size. No row is wider, and there are never more rows than the terminal has. */
export function drawScene(scene: Scene, size: { readonly columns: number; readonly rows: number }): Picture {
  // The last column stays empty: writing into it makes terminals disagree about the cursor.
  const columns = Math.max(4, size.columns - 1);
  const rule = '─'.repeat(columns);
  if (scene.dialog !== null) {
    const rows = [rule, ...dialogRows(scene.dialog).map((row) => fit(row, columns))].slice(0, Math.max(1, size.rows - 1));
    return { rows, cursor: { row: rows.length - 1, column: 0 } };
  }
  const above = [
    ...(scene.activity === null ? [] : ['', fit(scene.activity, columns)]),
    ...scene.queued.map((text) => fit(`  Queued: ${text}`, columns)),
    '',
    rule,
  ];
  const below = [rule, fit(`  ${scene.footer}`, columns)];
  const room = Math.max(1, size.rows - above.length - below.length - 1);
  const composer = wrap(scene.composer, columns - PROMPT_SIGN.length).slice(-room);
  const written = composer.map((row, index) => `${index === 0 ? PROMPT_SIGN : '  '}${row}`);
  const rows = [...above, ...written, ...below].slice(-Math.max(1, size.rows - 1));
  const cursorRow = rows.length - below.length - 1;
  return { rows, cursor: { row: Math.max(0, cursorRow), column: widthOf(rows[cursorRow] ?? '') } };
}

function dialogRows(dialog: Dialog): readonly string[] {
  return [
    ` ${dialog.title}`,
    ...(dialog.detail === null ? [] : [`   ${dialog.detail}`]),
    '',
    ` ${dialog.question}`,
    ...dialog.choices.map((choice, index) => ` ${index === dialog.selected ? '❯' : ' '} ${index + 1}. ${choice}`),
    '',
    ' Enter to confirm · Esc to cancel',
  ];
}
