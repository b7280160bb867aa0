import { createRequire } from 'node:module';
import type { Workshop } from '../workshop/workshop.ts';

/** The part of node-pty used here; its own types name another module than the alias it is installed under. */
interface PtyModule {
  spawn(file: string, args: readonly string[], options: Readonly<Record<string, unknown>>): PtyProcess;
}

interface PtyProcess {
  readonly pid: number;
  onData(listener: (data: Uint8Array) => void): { dispose(): void };
  write(data: string): void;
  kill(signal?: string): void;
}

/** The yardstick of everything about terminals: a program in a terminal of this process, with nothing in between. */
export interface BareTerminal {
  write(text: string): void;
  /** Hears all output; the answer ends it. */
  onData(listener: (bytes: Uint8Array) => void): () => void;
}

/** Starts a program in a terminal of this process; the workshop ends it. */
export function startBareTerminal(workshop: Workshop, [file = '', ...args]: readonly string[]): BareTerminal {
  // Loaded only here: most benchmarks start no terminal.
  const require = createRequire(import.meta.url);
  const { spawn } = require('node-pty') as PtyModule;
  const pty = spawn(file, args, { cols: 100, rows: 30, cwd: workshop.folder, env: { ...process.env }, encoding: null });
  workshop.atEnd(() => pty.kill('SIGKILL'));
  return {
    write: (text) => pty.write(text),
    onData(listener) {
      const subscription = pty.onData(listener);
      return () => subscription.dispose();
    },
  };
}
