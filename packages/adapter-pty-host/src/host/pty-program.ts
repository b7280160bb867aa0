import { ReadStream } from 'node:tty';
import { createInputQueue, type InputQueue } from './input-queue.ts';
import { loadPtyBinding } from './pty-binding.ts';

/** How a program is started in a terminal. */
export interface PtyProgramOptions {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly columns: number;
  readonly rows: number;
  /** Called with output. The bytes are overwritten by the next read: copy what is to be kept. */
  readonly onOutput: (bytes: Uint8Array) => void;
  /** Called once, after the program has ended and all that it printed was passed on. */
  readonly onEnd: (end: { readonly code: number | null; readonly signal: number | null; readonly at: number }) => void;
}

/** A program and its terminal. */
export interface PtyProgram {
  readonly pid: number;
  /** The terminal device. */
  readonly path: string;
  readonly input: InputQueue;
  resize(columns: number, rows: number): void;
  /** Stops reading; the program will have to wait as soon as the terminal is full. */
  pause(): void;
  resume(): void;
  signal(signal: NodeJS.Signals): void;
  hasEnded(): boolean;
}

/** One read never gives more than a few kilobytes; the buffer is reused for all of them, so that a flood leaves no garbage. */
const READ_BUFFER_BYTES = 64 * 1024;
/** What the program printed before it ended is read within this time; what comes later is from others that share its terminal. */
const QUIET_AFTER_EXIT_MS = 50;
/** However busy those others are, the end is told after this time. */
const LONGEST_DRAIN_MS = 1_500;

/** Starts a program as leader of a session of its own in a new terminal. */
export function startPtyProgram(options: PtyProgramOptions): PtyProgram {
  const { binding, helperPath } = loadPtyBinding();
  const [file = '', ...rest] = options.argv;
  const pairs = Object.entries(options.environment).map(([name, value]) => `${name}=${value}`);
  let exit: { code: number; signal: number; at: number } | null = null;
  let ended = false;
  let paused = false;
  let quiet: NodeJS.Timeout | null = null;
  let longest: NodeJS.Timeout | null = null;

  const pty = binding.fork(file, rest, pairs, options.cwd, options.columns, options.rows, -1, -1, true, helperPath, (code, signal) => {
    exit = { code, signal, at: Date.now() };
    if (output.destroyed) finish();
    else {
      waitForQuiet();
      longest = setTimeout(finish, LONGEST_DRAIN_MS);
    }
  });

  const output = new ReadStream(pty.fd, { onread: { buffer: Buffer.allocUnsafeSlow(READ_BUFFER_BYTES), callback: take } });
  // The last reader learns of the end of a terminal by an error (EIO); there is nothing else to learn from it.
  output.on('error', () => output.destroy());
  output.on('end', () => output.destroy());
  output.on('close', () => {
    input.close();
    if (exit !== null) finish();
  });
  output.resume();
  const input = createInputQueue(pty.fd);

  function take(length: number, buffer: Uint8Array): boolean {
    if (length > 0 && !ended) options.onOutput(buffer.subarray(0, length));
    if (exit !== null) waitForQuiet();
    return true;
  }

  function waitForQuiet(): void {
    if (quiet !== null) clearTimeout(quiet);
    quiet = setTimeout(() => (paused ? waitForQuiet() : finish()), QUIET_AFTER_EXIT_MS);
  }

  function finish(): void {
    if (ended || exit === null) return;
    ended = true;
    if (quiet !== null) clearTimeout(quiet);
    if (longest !== null) clearTimeout(longest);
    input.close();
    output.destroy();
    const bySignal = exit.signal !== 0;
    options.onEnd({ code: bySignal ? null : exit.code, signal: bySignal ? exit.signal : null, at: exit.at });
  }

  return {
    pid: pty.pid,
    path: pty.pty,
    input,
    hasEnded: () => exit !== null,
    resize(columns, rows) {
      if (!output.destroyed) binding.resize(pty.fd, columns, rows);
    },
    pause() {
      paused = true;
      output.pause();
    },
    resume() {
      paused = false;
      output.resume();
    },
    signal(signal) {
      if (exit !== null) return;
      try {
        process.kill(pty.pid, signal);
      } catch {
        // It has just ended.
      }
    },
  };
}
