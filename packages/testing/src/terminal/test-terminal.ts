import { createRequire } from 'node:module';
import type { ScreenSnapshot, TerminalSize } from '@ao/ports';
import type { Terminal } from '@xterm/headless';

/** What to run. */
export interface TestTerminalRequest {
  /** Program (absolute path) and arguments. */
  readonly argv: readonly string[];
  readonly cwd: string;
  /** The complete environment. `TERM` is added when missing. */
  readonly env: Readonly<Record<string, string>>;
  readonly size?: TerminalSize | undefined;
}

/** How a program ended. */
export interface TestTerminalExit {
  readonly code: number;
  readonly signal: number;
}

/** A real program in a real terminal, with its screen rendered. Whoever starts it closes it. */
export interface TestTerminal {
  readonly pid: number;
  /** Types bytes or text, as they are. */
  write(data: string | Uint8Array): void;
  resize(size: TerminalSize): void;
  /** The screen as rendered so far. */
  screen(): ScreenSnapshot;
  /** The screen's lines, as one text. */
  text(): string;
  /** What programs have switched on: mouse reports, focus reports, bracketed paste, application cursor keys. Empty on a fresh terminal. */
  modes(): readonly string[];
  /** Number of bytes printed so far. */
  outputBytes(): number;
  /** Resolves with the screen as soon as it satisfies the condition; rejects with the screen in the message after `timeoutMs` (default 20 s). */
  waitFor(condition: string | RegExp | ((screen: ScreenSnapshot) => boolean), timeoutMs?: number): Promise<ScreenSnapshot>;
  /** Resolves when the program has ended and the screen shows its last words. */
  readonly exited: Promise<TestTerminalExit>;
  /** Ends the program if it still runs and resolves when it is gone. */
  close(): Promise<void>;
}

/** The part of node-pty used here; its own types name another module than the alias it is installed under. */
interface PtyModule {
  spawn(file: string, args: readonly string[], options: Readonly<Record<string, unknown>>): PtyProcess;
}

interface PtyProcess {
  readonly pid: number;
  onData(listener: (data: string | Uint8Array) => void): void;
  onExit(listener: (exit: { readonly exitCode: number; readonly signal?: number }) => void): void;
  write(data: string | Uint8Array): void;
  resize(columns: number, rows: number): void;
}

const DEFAULT_SIZE: TerminalSize = { columns: 100, rows: 30 };
const DEFAULT_TIMEOUT_MS = 20_000;

/** Starts a program in a pseudo terminal. */
export function createTestTerminal(request: TestTerminalRequest): TestTerminal {
  // Loaded only here: most users of the test kit start no terminal.
  const require = createRequire(import.meta.url);
  const { spawn } = require('node-pty') as PtyModule;
  const { Terminal: HeadlessTerminal } = require('@xterm/headless') as { readonly Terminal: typeof Terminal };
  const size = request.size ?? DEFAULT_SIZE;
  const [file = '', ...args] = request.argv;
  const emulator = new HeadlessTerminal({ cols: size.columns, rows: size.rows, scrollback: 1000, allowProposedApi: true });
  const env = { TERM: 'xterm-256color', ...request.env };
  const child = spawn(file, args, { name: env.TERM, cols: size.columns, rows: size.rows, cwd: request.cwd, env, encoding: null });

  let title = '';
  let outputBytes = 0;
  let lastOutputAt: number | null = null;
  const watchers = new Set<() => void>();
  emulator.onTitleChange((next) => void (title = next));
  // Answers to the program's questions about the terminal.
  emulator.onData((answer) => child.write(answer));
  child.onData((bytes) => {
    outputBytes += bytes.length;
    lastOutputAt = Date.now();
    emulator.write(bytes, () => {
      for (const watcher of watchers) watcher();
    });
  });
  const exited = new Promise<TestTerminalExit>((resolve) => {
    // All output has come by then, but the emulator draws it later: whoever looks after the end wants to see the last words.
    child.onExit(({ exitCode, signal }) => emulator.write('', () => resolve({ code: exitCode, signal: signal ?? 0 })));
  });

  function screen(): ScreenSnapshot {
    const buffer = emulator.buffer.active;
    const lines = Array.from({ length: emulator.rows }, (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '');
    return {
      lines: lines.map((line) => line.trimEnd()),
      size: { columns: emulator.cols, rows: emulator.rows },
      cursor: { row: buffer.cursorY, column: buffer.cursorX, visible: true },
      title,
      alternateScreen: buffer.type === 'alternate',
      bracketedPaste: emulator.modes.bracketedPasteMode,
      offset: outputBytes,
      lastOutputAt,
      exact: true,
    };
  }

  function waitFor(
    condition: string | RegExp | ((screen: ScreenSnapshot) => boolean),
    timeoutMs = DEFAULT_TIMEOUT_MS,
  ): Promise<ScreenSnapshot> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        watchers.delete(look);
      };
      const look = (): void => {
        const now = screen();
        if (!satisfies(now, condition)) return;
        end();
        resolve(now);
      };
      const timer = setTimeout(() => {
        end();
        reject(
          new Error(
            `The screen did not show ${String(condition)} within ${timeoutMs} ms. It shows:\n${screen().lines.join('\n').trimEnd()}`,
          ),
        );
      }, timeoutMs);
      watchers.add(look);
      look();
    });
  }

  return {
    pid: child.pid,
    write: (data) => child.write(typeof data === 'string' ? data : Buffer.from(data)),
    resize(next) {
      emulator.resize(next.columns, next.rows);
      child.resize(next.columns, next.rows);
    },
    screen,
    text: () => screen().lines.join('\n').trimEnd(),
    modes() {
      const { mouseTrackingMode, sendFocusMode, bracketedPasteMode, applicationCursorKeysMode, originMode, insertMode } = emulator.modes;
      const switches = { sendFocusMode, bracketedPasteMode, applicationCursorKeysMode, originMode, insertMode };
      const names = Object.entries(switches).flatMap(([name, isOn]) => (isOn ? [name] : []));
      return mouseTrackingMode === 'none' ? names : [`mouse ${mouseTrackingMode}`, ...names];
    },
    outputBytes: () => outputBytes,
    waitFor,
    exited,
    async close() {
      try {
        process.kill(child.pid, 'SIGKILL');
      } catch {
        // It has ended already.
      }
      await exited;
      emulator.dispose();
    },
  };
}

function satisfies(screen: ScreenSnapshot, condition: string | RegExp | ((screen: ScreenSnapshot) => boolean)): boolean {
  if (typeof condition === 'function') return condition(screen);
  const text = screen.lines.join('\n');
  return typeof condition === 'string' ? text.includes(condition) : condition.test(text);
}
