import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';

/** A daemon this suite has started. */
export interface DaemonProcess {
  readonly pid: number;
  /** From the start of the process until it said that it is ready. */
  readonly readyAfterMs: number;
  /** `performance.now()` when it was started. */
  readonly startedAt: number;
  readonly ended: Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

/** How this start differs from the usual one. */
export interface StartOptions {
  /** Flags of Node itself. */
  readonly nodeFlags?: readonly string[] | undefined;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** The descriptor a daemon reports on, see `AO_READY_FD`. */
const REPORT_DESCRIPTOR = 3;

const READY_WITHIN_MS = 30_000;

/** Flags of Node for every daemon, separated by blanks: `AO_BENCH_DAEMON_FLAGS="--cpu-prof --cpu-prof-dir=/tmp/profiles"` finds out why. */
const FLAGS_OF_CALLER: readonly string[] = process.env['AO_BENCH_DAEMON_FLAGS']?.split(' ') ?? [];

const require = createRequire(import.meta.url);

/** The built daemon, and the flags of Node it is meant to run with. */
const DAEMON_PROGRAM: string = require.resolve('@ao/daemon/package.json').replace(/package\.json$/, 'dist/main.js');
const DAEMON_FLAGS = require('@ao/daemon/node-flags.json') as readonly string[];

/** Starts the daemon as `ao start` does, and waits until it is ready. */
export async function startDaemonProcess(
  env: Readonly<Record<string, string>>,
  { nodeFlags = [], env: more = {} }: StartOptions = {},
): Promise<DaemonProcess> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...DAEMON_FLAGS, ...FLAGS_OF_CALLER, ...nodeFlags, DAEMON_PROGRAM], {
    cwd: '/',
    detached: true,
    env: { ...env, ...more, AO_READY_FD: String(REPORT_DESCRIPTOR) },
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const report = await Promise.race([
    new Promise<string>((resolve) => child.stdio[REPORT_DESCRIPTOR]?.once('data', (bytes: Buffer) => resolve(bytes.toString('utf8')))),
    ended.then(() => 'it ended'),
    pause(READY_WITHIN_MS, 'it was not ready in time', { ref: false }),
  ]);
  const readyAfterMs = performance.now() - startedAt;
  if (!report.includes('"ready"') || child.pid === undefined) {
    child.kill('SIGKILL');
    throw new Error(`The daemon did not start: ${report.trim()}`);
  }
  return { pid: child.pid, readyAfterMs, startedAt, ended, kill: (signal) => void child.kill(signal) };
}
