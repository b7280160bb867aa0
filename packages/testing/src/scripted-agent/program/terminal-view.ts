import { drawScene, type Picture, type Scene } from './picture.ts';
import { wrap } from './text-width.ts';

/** What the view needs of a terminal. */
export interface ViewTerminal {
  write(text: string): boolean;
  readonly columns: number;
  readonly rows: number;
  /** Resolves when what was written has been taken. */
  drained(): Promise<void>;
}

/** Prints history that stays, and keeps the moving part below it. */
export interface TerminalView {
  begin(): void;
  /** Adds lines to the history. */
  print(text: string): void;
  /** Writes raw text into the history as fast as the terminal takes it. */
  pour(text: string): Promise<void>;
  show(scene: Scene): void;
  setTitle(title: string): void;
  /** Draws everything anew, after the terminal changed its size. */
  redraw(): void;
  end(): void;
}

/** Enough for any terminal to be drawn anew. */
const HISTORY_LINES_KEPT = 1000;

/** Makes the view. With `alternateScreen` it leaves the terminal as it found it. */
export function createTerminalView(terminal: ViewTerminal, options: { readonly alternateScreen: boolean }): TerminalView {
  let history: string[] = [];
  let scene: Scene | null = null;
  let drawn: Picture | null = null;

  function erase(): string {
    if (drawn === null) return '';
    const up = drawn.cursor.row;
    drawn = null;
    return `\r${up > 0 ? `\u001b[${up}A` : ''}\u001b[J`;
  }

  function draw(): string {
    if (scene === null) return '';
    drawn = drawScene(scene, { columns: terminal.columns, rows: terminal.rows });
    const up = drawn.rows.length - 1 - drawn.cursor.row;
    const right = drawn.cursor.column;
    return `${drawn.rows.join('\r\n')}\r${up > 0 ? `\u001b[${up}A` : ''}${right > 0 ? `\u001b[${right}C` : ''}`;
  }

  function keep(lines: readonly string[]): void {
    history.push(...lines);
    if (history.length > 2 * HISTORY_LINES_KEPT) history = history.slice(-HISTORY_LINES_KEPT);
  }

  return {
    begin() {
      terminal.write(`${options.alternateScreen ? '\u001b[?1049h\u001b[H' : ''}\u001b[?2004h`);
    },
    print(text) {
      const lines = text.split('\n');
      keep(lines);
      const rows = lines.flatMap((line) => wrap(line, terminal.columns - 1));
      terminal.write(`${erase()}${rows.map((row) => `${row}\r\n`).join('')}${draw()}`);
    },
    async pour(text) {
      keep(text.split('\n').slice(-HISTORY_LINES_KEPT));
      const taken = terminal.write(`${erase()}${text.replaceAll('\n', '\r\n')}\r\n${draw()}`);
      if (!taken) await terminal.drained();
    },
    show(next) {
      scene = next;
      const wanted = drawScene(next, { columns: terminal.columns, rows: terminal.rows });
      if (JSON.stringify(wanted) === JSON.stringify(drawn)) return;
      terminal.write(`${erase()}${draw()}`);
    },
    setTitle(title) {
      terminal.write(`\u001b]0;${title}\u0007`);
    },
    redraw() {
      drawn = null;
      const rows = history.flatMap((line) => wrap(line, terminal.columns - 1)).slice(-terminal.rows);
      terminal.write(`\u001b[2J\u001b[H${rows.map((row) => `${row}\r\n`).join('')}${draw()}`);
    },
    end() {
      scene = null;
      terminal.write(`${erase()}\u001b[?2004l${options.alternateScreen ? '\u001b[?1049l' : ''}`);
    },
  };
}
