import { terminalGone } from '@ao/adapter-kit';
import { AoError } from '@ao/domain';
import type { ScreenSnapshot, TerminalSize } from '@ao/ports';
import type { CommandReply, ControlRequest } from '../control/control-connection.ts';

/** What the server tells of a screen beside its text. */
export interface ScreenFacts {
  readonly size: TerminalSize;
  readonly cursor: ScreenSnapshot['cursor'];
  readonly title: string;
  readonly alternateScreen: boolean;
  /** Where the cursor was when the program went to the alternate screen. */
  readonly savedCursor: { readonly row: number; readonly column: number };
  /** Rows above the screen. */
  readonly historyRows: number;
  /** Null where tmux does not tell it: before version 3.7. */
  readonly bracketedPaste: boolean | null;
  readonly applicationCursorKeys: boolean;
  readonly applicationKeypad: boolean;
  readonly insertMode: boolean;
  readonly originMode: boolean;
  readonly wrapMode: boolean;
  readonly mouse: {
    readonly standard: boolean;
    readonly button: boolean;
    readonly all: boolean;
    readonly sgr: boolean;
    readonly utf8: boolean;
  };
  readonly scrollRegion: { readonly top: number; readonly bottom: number };
  readonly tabStops: readonly number[];
}

/** The first field is the terminal id, so that it is seen that the pane is there and the right one; the title may hold anything. */
const FIELDS = [
  '@ao_launch',
  'pane_width',
  'pane_height',
  'cursor_x',
  'cursor_y',
  'cursor_flag',
  'alternate_on',
  'alternate_saved_x',
  'alternate_saved_y',
  'history_size',
  'bracket_paste_flag',
  'keypad_cursor_flag',
  'keypad_flag',
  'insert_flag',
  'origin_flag',
  'wrap_flag',
  'mouse_standard_flag',
  'mouse_button_flag',
  'mouse_all_flag',
  'mouse_sgr_flag',
  'mouse_utf8_flag',
  'scroll_region_upper',
  'scroll_region_lower',
  'pane_tabs',
  'pane_title',
] as const;

const FORMAT = FIELDS.map((field) => `#{${field}}`).join('|');

/** How much of a pane is wanted. */
export interface CaptureRequest {
  readonly paneId: string;
  /** Rows above the screen, at most. */
  readonly scrollbackRows: number;
  /** With control sequences for colours, and with blanks at the end of rows. */
  readonly styled: boolean;
  /** Also what is behind the alternate screen, and what the program has begun to say and not finished: for a viewer who goes on from here. */
  readonly forViewer: boolean;
}

/** Reads a screen in one turn of the server, so that all of it is of the same moment. */
export function captureCommands({ paneId, scrollbackRows, styled, forViewer }: CaptureRequest): ControlRequest {
  const flags = styled ? '-e -N ' : '';
  const commands = [
    `display-message -p -t ${paneId} "${FORMAT}"`,
    `capture-pane -p ${flags}-t ${paneId} -S ${scrollbackRows === 0 ? '0' : `-${scrollbackRows}`}`,
    ...(forViewer ? [`capture-pane -p -P -C -t ${paneId}`, `capture-pane -p -a -q ${flags}-t ${paneId}`] : []),
  ];
  return {
    lines: [commands.join(' ; ')],
    expectedLines(replies) {
      if (replies.length !== 1) return null;
      const facts = factsOf(replies);
      return facts === null ? null : facts.size.rows + Math.min(facts.historyRows, scrollbackRows);
    },
  };
}

/** What {@link captureCommands} gave. */
export interface CapturedScreen {
  readonly terminalId: string;
  readonly facts: ScreenFacts;
  /** Rows from the scrollback. */
  readonly above: readonly Buffer[];
  /** The rows of the screen. */
  readonly screen: readonly Buffer[];
  /** The rows behind the alternate screen; empty while the program does not use it. */
  readonly behind: readonly Buffer[];
  /** The beginning of a control sequence whose end has not come yet, with octal escapes. */
  readonly unfinished: Buffer;
}

/**
 * Reads the answer.
 *
 * @throws AoError `RUNTIME_GONE` when the pane is no longer there
 */
export function capturedScreen(replies: readonly CommandReply[]): CapturedScreen {
  const facts = factsOf(replies);
  const rows = replies[1];
  if (facts === null || rows === undefined || rows.failed) throw terminalGone('its pane is no longer there');
  const above = rows.lines.slice(0, Math.max(0, rows.lines.length - facts.size.rows));
  return {
    terminalId: headerOf(replies)[0] ?? '',
    facts,
    above,
    screen: rows.lines.slice(above.length),
    behind: facts.alternateScreen ? (replies[3]?.lines ?? []) : [],
    unfinished: replies[2]?.lines[0] ?? Buffer.alloc(0),
  };
}

/** The text of a row, without blanks at its end. */
export function rowText(row: Buffer): string {
  return row.toString().replace(/ +$/, '');
}

function headerOf(replies: readonly CommandReply[]): readonly string[] {
  const line = replies[0]?.lines[0]?.toString() ?? '';
  const parts = line.split('|');
  const title = parts.slice(FIELDS.length - 1).join('|');
  return [...parts.slice(0, FIELDS.length - 1), title];
}

function factsOf(replies: readonly CommandReply[]): ScreenFacts | null {
  const values = headerOf(replies);
  if (values.length !== FIELDS.length || values[1] === '') return null;
  const text = (field: (typeof FIELDS)[number]) => values[FIELDS.indexOf(field)] ?? '';
  const number = (field: (typeof FIELDS)[number]) => {
    const value = Number(text(field));
    if (Number.isInteger(value)) return value;
    throw new AoError('RUNTIME_UNAVAILABLE', { message: `tmux told "${text(field)}" for ${field}. Update tmux.` });
  };
  const flag = (field: (typeof FIELDS)[number]) => text(field) === '1';
  const size = { columns: number('pane_width'), rows: number('pane_height') };
  return {
    size,
    cursor: { row: number('cursor_y'), column: Math.min(number('cursor_x'), size.columns - 1), visible: flag('cursor_flag') },
    title: text('pane_title'),
    alternateScreen: flag('alternate_on'),
    savedCursor: savedCursor(text('alternate_saved_y'), text('alternate_saved_x'), size),
    historyRows: number('history_size'),
    bracketedPaste: text('bracket_paste_flag') === '' ? null : flag('bracket_paste_flag'),
    applicationCursorKeys: flag('keypad_cursor_flag'),
    applicationKeypad: flag('keypad_flag'),
    insertMode: flag('insert_flag'),
    originMode: flag('origin_flag'),
    wrapMode: flag('wrap_flag'),
    mouse: {
      standard: flag('mouse_standard_flag'),
      button: flag('mouse_button_flag'),
      all: flag('mouse_all_flag'),
      sgr: flag('mouse_sgr_flag'),
      utf8: flag('mouse_utf8_flag'),
    },
    scrollRegion: { top: number('scroll_region_upper'), bottom: number('scroll_region_lower') },
    tabStops: text('pane_tabs').split(',').filter(Boolean).map(Number),
  };
}

/** Outside of the alternate screen tmux tells a number that means nothing. */
function savedCursor(row: string, column: string, size: TerminalSize): ScreenFacts['savedCursor'] {
  const within = (value: string, end: number) => (Number(value) < end ? Number(value) : 0);
  return { row: within(row, size.rows), column: within(column, size.columns) };
}
