import { createBoardTable, plainRow } from './board-table.ts';
import { createDemoPaint, type DemoPaint } from './demo-colour.ts';
import type { BoardRow } from './session-board.ts';

/** Where the demo shows itself. */
export interface DemoDisplay {
  readonly paint: DemoPaint;
  /** Prints lines that stay. While a table is shown they go above it. */
  print(...lines: readonly string[]): void;
  /** Shows the table from now on, or shows it anew. */
  showBoard(rows: readonly BoardRow[]): void;
  /** Leaves the table as it is for good; what is printed next goes below it. Safe to call at any time. */
  closeBoard(): void;
}

/** The part of a stream that is needed. */
export interface DemoStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** Ages are shown in seconds. */
const TICK_MS = 500;
const DEFAULT_WIDTH = 100;
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
// Terminals that know these show each drawing at once; the others ignore them.
const BEGIN_DRAWING = '\u001b[?2026h';
const END_DRAWING = '\u001b[?2026l';

/** A live table on a terminal; elsewhere a line for everything that changes, and no cursor movement. */
export function createDemoDisplay(stream: DemoStream, env: Readonly<Record<string, string | undefined>>): DemoDisplay {
  const isTerminal = stream.isTTY === true && env['TERM'] !== 'dumb' && (env['CI'] ?? '') === '';
  const paint = createDemoPaint(stream.isTTY === true, env);
  return isTerminal ? liveDisplay(stream, paint) : plainDisplay(stream, paint);
}

function liveDisplay(stream: DemoStream, paint: DemoPaint): DemoDisplay {
  const table = createBoardTable(paint);
  let rows: readonly BoardRow[] | null = null;
  let drawnLines = 0;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function draw(above: readonly string[] = []): void {
    const width = (stream.columns ?? DEFAULT_WIDTH) - 1;
    const board = rows === null || rows.length === 0 ? [] : ['', ...table(rows, Date.now(), width), ''];
    const erase = drawnLines === 0 ? '' : `\u001b[${drawnLines}A\r\u001b[J`;
    stream.write(BEGIN_DRAWING + erase + [...above, ...board].map((line) => `${line}\n`).join('') + END_DRAWING);
    drawnLines = board.length;
  }

  return {
    paint,
    print: (...lines) => draw(lines),
    showBoard(next) {
      if (isClosed) return;
      if (timer === undefined) {
        stream.write(HIDE_CURSOR);
        timer = setInterval(draw, TICK_MS);
      }
      rows = next;
      draw();
    },
    closeBoard() {
      isClosed = true;
      if (timer === undefined) return;
      clearInterval(timer);
      timer = undefined;
      rows = null;
      drawnLines = 0;
      stream.write(SHOW_CURSOR);
    },
  };
}

function plainDisplay(stream: DemoStream, paint: DemoPaint): DemoDisplay {
  const startedAt = Date.now();
  const printed = new Map<string, string>();
  let isClosed = false;
  return {
    paint,
    print(...lines) {
      for (const line of lines) stream.write(`${line}\n`);
    },
    showBoard(rows) {
      for (const row of isClosed ? [] : rows) {
        const line = plainRow(row);
        if (printed.get(row.session.id) === line) continue;
        printed.set(row.session.id, line);
        stream.write(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
      }
    },
    closeBoard() {
      isClosed = true;
    },
  };
}
