import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** A child that runs one of the programs beside this file. */
export interface Child {
  /** The next line of its standard output; null when it has ended. */
  nextLine(): Promise<string | null>;
  /** Everything it still says. */
  restOfLines(): Promise<readonly string[]>;
  kill(): Promise<void>;
  endInput(): Promise<void>;
}

/** How to start a child. */
export interface StartChildOptions {
  readonly program: 'writing-child.ts' | 'locking-child.ts';
  readonly arguments: readonly string[];
  /** Shell commands that prepare the process before the program takes its place. */
  readonly prepare?: string | undefined;
  /** Another user, for what the super user may always do. */
  readonly userId?: number | undefined;
}

/** Starts a child; it is ended after the test at the latest. */
export function startChild(options: StartChildOptions): Child {
  const command = [process.execPath, '--conditions=@ao/source', join(import.meta.dirname, options.program), ...options.arguments];
  const script = `${options.prepare ?? ':'}; exec "$@"`;
  const identity = options.userId === undefined ? {} : { uid: options.userId, gid: options.userId };
  const child: ChildProcess = spawn('/bin/sh', ['-c', script, 'sh', ...command], { stdio: ['pipe', 'pipe', 'inherit'], ...identity });
  const closed = once(child, 'close');
  onTestFinished(() => void child.kill('SIGKILL'));
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('the child was started without pipes');
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();

  const nextLine = async () => {
    const next = await lines.next();
    return next.done === true ? null : next.value;
  };
  return {
    nextLine,
    async restOfLines() {
      const rest: string[] = [];
      for (let line = await nextLine(); line !== null; line = await nextLine()) rest.push(line);
      return rest;
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
    async endInput() {
      stdin.end();
      await closed;
    },
  };
}
