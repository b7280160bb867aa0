import type { Session } from '@ao/client';
import type { DemoPaint, DemoTone } from './demo-colour.ts';
import type { BoardRow } from './session-board.ts';

interface Cell {
  readonly text: string;
  readonly tone?: DemoTone;
  /** What is added and deleted has the colours of a patch. */
  readonly isCount?: boolean;
}

const HEADINGS = ['SESSION', 'STATUS', 'SINCE', 'ACTIVITY', 'CHANGED', 'BRANCH'] as const;
const GAP = '  ';
const MARGIN = '  ';
const ACTIVITY_WIDTH = 22;

const STATUS: Readonly<Record<string, { readonly text: string; readonly tone: DemoTone }>> = {
  starting: { text: '● starting', tone: 'faint' },
  working: { text: '● working', tone: 'busy' },
  needs_input: { text: '▲ needs you', tone: 'attention' },
  idle: { text: '✓ idle', tone: 'good' },
  unknown: { text: '● unknown', tone: 'faint' },
  exited: { text: '✗ exited', tone: 'bad' },
};

/** The table as lines, each at most `width` wide. The widths of columns never shrink from one drawing to the next. */
export function createBoardTable(paint: DemoPaint): (rows: readonly BoardRow[], now: number, width: number) => readonly string[] {
  const widths: number[] = HEADINGS.map((heading) => heading.length);
  // Wide enough for what is to come, so that the table does not jump.
  widths[1] = 11;
  widths[3] = ACTIVITY_WIDTH;
  widths[4] = 14;
  return (rows, now, width) => {
    const table = rows.map((row) => cellsOf(row, now));
    for (const cells of table) cells.forEach((cell, index) => void (widths[index] = Math.max(widths[index] ?? 0, cell.text.length)));
    const line = (cells: readonly Cell[]): string => renderLine(cells, widths, width, paint);
    return [line(HEADINGS.map((text) => ({ text, tone: 'faint' }))), ...table.map(line)];
  };
}

/** What a line says apart from ages: a new one is printed where nothing can be drawn over. */
export function plainRow(row: BoardRow): string {
  const [id, status, , activity, changed] = cellsOf(row, 0).map(({ text }) => text);
  return [id?.padEnd(8), status?.padEnd(12), activity?.padEnd(ACTIVITY_WIDTH), changed].join(GAP).trimEnd();
}

function cellsOf({ session, changes }: BoardRow, now: number): readonly Cell[] {
  const status = STATUS[isAboutToBegin(session) ? 'starting' : session.status] ?? { text: `● ${session.status}`, tone: 'attention' };
  return [
    { text: session.id, tone: 'strong' },
    status,
    { text: age(now - session.activity.since).padStart(5) },
    { text: cut(activityOf(session), ACTIVITY_WIDTH), ...(session.needs === null ? {} : { tone: 'attention' as const }) },
    { text: changes === null ? '' : changedText(changes), isCount: true },
    { text: session.workspace.branch ?? '', tone: 'faint' },
  ];
}

/** Its agent listens, but has not taken its first prompt yet. */
function isAboutToBegin(session: Session): boolean {
  return session.status === 'idle' && session.openMessages > 0;
}

function activityOf(session: Session): string {
  if (session.launch?.state === 'needs_trust') return 'asks for trust';
  if (session.needs !== null) return session.needs;
  if (isAboutToBegin(session)) return 'getting its task';
  switch (session.status) {
    case 'starting':
      return 'getting ready';
    case 'working':
      return session.activity.detail ?? 'thinking';
    case 'idle':
      return 'turn ended';
    case 'unknown':
      return 'no word yet';
    default:
      return session.reason.text;
  }
}

function changedText(changes: NonNullable<BoardRow['changes']>): string {
  const count = changes.files.length;
  if (count === 0) return '';
  return `${count} ${count === 1 ? 'file ' : 'files'} +${changes.added} -${changes.deleted}`;
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m`;
}

function renderLine(cells: readonly Cell[], widths: readonly number[], width: number, paint: DemoPaint): string {
  let line = MARGIN;
  let left = width - MARGIN.length;
  cells.forEach((cell, index) => {
    const last = index === cells.length - 1;
    const full = last ? cell.text : `${cell.text.padEnd(widths[index] ?? 0)}${GAP}`;
    const shown = full.length <= left ? full : `${full.slice(0, Math.max(0, left - 1))}…`.slice(0, Math.max(0, left));
    const text = shown.trimEnd();
    line += paintCell(cell, text, paint) + shown.slice(text.length);
    left -= shown.length;
  });
  return line;
}

function paintCell(cell: Cell, text: string, paint: DemoPaint): string {
  if (cell.tone !== undefined) return paint(cell.tone, text);
  if (cell.isCount !== true) return text;
  return text.replace(/\+\d+/, (added) => paint('good', added)).replace(/-\d+$/, (deleted) => paint('bad', deleted));
}
