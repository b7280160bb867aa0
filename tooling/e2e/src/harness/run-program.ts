import { spawn } from 'node:child_process';

/** What a finished program answered. */
export interface ProgramResult {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run a program. */
export interface ProgramOptions {
  readonly cwd: string;
  /** The complete environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string | undefined;
  /** A program that has not ended by then is killed, and the result says so by its code null. Default 60 s. */
  readonly limitMs?: number | undefined;
  /** In a process group of its own, so that Ctrl-C in this terminal does not reach it. */
  readonly detached?: boolean | undefined;
  /** Kills the program. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs a program to its end. */
export function runProgram(argv: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  const [program = '', ...rest] = argv;
  return new Promise((resolve, reject) => {
    const { cwd, env, detached = false, signal } = options;
    const child = spawn(program, rest, { cwd, env: { ...env }, detached, signal, stdio: ['pipe', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    const timer = setTimeout(() => child.kill('SIGKILL'), options.limitMs ?? 60_000);
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout: Buffer.concat(stdout).toString('utf8'), stderr: Buffer.concat(stderr).toString('utf8') });
    });
    // A program that ends without reading its input is its own affair, not a failure of the test.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}
