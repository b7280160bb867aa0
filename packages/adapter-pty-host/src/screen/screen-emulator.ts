import type xterm from '@xterm/headless';
import type { TerminalSize } from '@ao/ports';
import { createEmulatedTerminal, drawOutput } from './emulated-terminal.ts';
import { writeSnapshot } from './snapshot-writer.ts';
import { watchExtras } from './terminal-extras.ts';
import { internalsOf } from './xterm-internals.ts';

/** Lines above the screen that are kept. */
export const SCROLLBACK_LINES = 1000;

/** All of a terminal at one place of its output. */
export interface TerminalSnapshot {
  /** Draws the terminal on a reset one of the same size. */
  readonly bytes: Uint8Array;
  /** Feed what begins here to go on. */
  readonly offset: number;
  readonly size: TerminalSize;
}

/** What can be read from the screen as text. */
export interface ScreenReading {
  readonly lines: readonly string[];
  readonly cursor: { readonly row: number; readonly column: number; readonly visible: boolean };
  readonly title: string;
  readonly alternateScreen: boolean;
  readonly bracketedPaste: boolean;
}

/** An emulated terminal without a face. */
export interface ScreenEmulator {
  /** Offset behind the last byte drawn. */
  offset(): number;
  size(): TerminalSize;
  /**
   * Draws output that begins at an offset. Answers false when some of it could not be drawn.
   *
   * @param answer - given for output that asks the terminal something and is to be answered: called with the reply.
   */
  feed(bytes: Uint8Array, offset: number, answer?: ((reply: string) => void) | null): boolean;
  /**
   * Answers a question that was drawn before it was known to be one. False where it cannot be asked, in the middle of a sequence.
   *
   * @param question - the whole control sequence; it changes nothing.
   */
  ask(question: Uint8Array, answer: (reply: string) => void): boolean;
  /** Draws a snapshot, on a fresh emulator. */
  restore(snapshot: TerminalSnapshot): void;
  resize(size: TerminalSize): void;
  /** Goes on behind a gap: what was begun in front of it will never be finished. */
  skipTo(offset: number): void;
  snapshot(scrollbackLines: number): TerminalSnapshot;
  read(): ScreenReading;
  /** The last lines of screen and scrollback, without the empty ones at the end. */
  lastLines(count: number): readonly string[];
  dispose(): void;
}

const CANCEL = Buffer.from([0x18]);
const ESCAPE = 0x1b;

/** Makes an emulated terminal of a size, empty, at an offset of the output. */
export function createScreenEmulator(size: TerminalSize, fromOffset = 0): ScreenEmulator {
  const terminal = createEmulatedTerminal(size, SCROLLBACK_LINES);
  let offset = fromOffset;
  /** Where the last control sequence began. */
  let sequenceAt = fromOffset;
  let answerTo: ((reply: string) => void) | null = null;
  const reply = (text: string) => answerTo?.(text);
  const extras = watchExtras(terminal, reply);
  terminal.onData(reply);

  /** The offset up to which the picture is complete: in front of a sequence or character of which only a part has come. */
  function restOffset(): number {
    const { atRest, pendingBytes } = internalsOf(terminal);
    return atRest ? offset - pendingBytes : sequenceAt;
  }

  function drawAnswering(bytes: Uint8Array, answer: ((reply: string) => void) | null): boolean {
    answerTo = answer;
    const drawn = drawOutput(terminal, bytes);
    answerTo = null;
    return drawn;
  }

  return {
    offset: () => offset,
    size: () => ({ columns: terminal.cols, rows: terminal.rows }),
    feed(bytes, at, answer = null) {
      const escape = bytes.lastIndexOf(ESCAPE);
      if (escape !== -1) sequenceAt = at + escape;
      const drawn = drawAnswering(bytes, answer);
      offset = at + bytes.length;
      return drawn;
    },
    ask: (question, answer) => restOffset() === offset && drawAnswering(question, answer),
    restore(snapshot) {
      drawOutput(terminal, snapshot.bytes);
      offset = snapshot.offset;
      sequenceAt = offset;
    },
    resize: ({ columns, rows }) => terminal.resize(columns, rows),
    skipTo(next) {
      drawOutput(terminal, CANCEL);
      offset = next;
      sequenceAt = next;
    },
    snapshot: (scrollbackLines) => ({
      bytes: Buffer.from(writeSnapshot(terminal, scrollbackLines, extras.write())),
      offset: restOffset(),
      size: { columns: terminal.cols, rows: terminal.rows },
    }),
    read: () => readScreen(terminal),
    lastLines: (count) => readLastLines(terminal, count),
    dispose: () => terminal.dispose(),
  };
}

function readScreen(terminal: xterm.Terminal): ScreenReading {
  const buffer = terminal.buffer.active;
  const { title, cursorHidden } = internalsOf(terminal);
  return {
    lines: Array.from({ length: terminal.rows }, (_, row) => lineAt(buffer, buffer.baseY + row)),
    cursor: { row: buffer.cursorY, column: Math.min(buffer.cursorX, terminal.cols - 1), visible: !cursorHidden },
    title,
    alternateScreen: buffer.type === 'alternate',
    bracketedPaste: terminal.modes.bracketedPasteMode,
  };
}

function readLastLines(terminal: xterm.Terminal, count: number): readonly string[] {
  const buffer = terminal.buffer.active;
  let end = buffer.length;
  while (end > 0 && lineAt(buffer, end - 1) === '') end -= 1;
  return Array.from({ length: Math.min(count, end) }, (_, index) => lineAt(buffer, end - Math.min(count, end) + index));
}

function lineAt(buffer: xterm.IBuffer, row: number): string {
  return buffer.getLine(row)?.translateToString(true).trimEnd() ?? '';
}
