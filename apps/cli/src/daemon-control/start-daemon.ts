import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { AoError, isErrorCode } from '@ao/domain';
import { placedEnvironment } from './clean-environment.ts';
import { type DaemonState, inspectDaemon } from './daemon-state.ts';
import { nameLogOfOther, nameOwnLog } from './name-log.ts';
import { startByService } from './start-by-service.ts';

/** How long a daemon may take to become ready. A migration with its backup is the longest thing it does before. */
const READY_WITHIN_MS = 15_000;

/** How long one that has said that it cannot start may take to end. */
const ENDED_WITHIN_MS = 2_000;

/**
 * How long the one that serves the home is waited for before another is launched: it may have been about to end. A launch that finds the home
 * served costs a process for a moment, and nothing else.
 */
const LAUNCH_AGAIN_AFTER_MS = 1_000;

/** The file descriptor a new daemon reports on, see {@link ReadyReport}. */
const REPORT_DESCRIPTOR = 3;

/** The one line a daemon writes to the descriptor named by `AO_READY_FD`: that it is ready, or why it is not. */
interface ReadyReport {
  readonly ready?: { readonly pid: number; readonly url: string };
  readonly error?: { readonly code: string; readonly message: string };
}

/** A daemon that runs now. */
export interface StartedDaemon {
  readonly pid: number;
  readonly url: string;
  /** False when it ran already. */
  readonly started: boolean;
}

/**
 * Starts the daemon in the background, unless it runs, and waits until it answers. Its service starts it where there is one; otherwise
 * it lives in a session of its own, so that closing the terminal does not end it.
 *
 * @throws AoError with the daemon's own code when it refuses to start, `DAEMON_START_FAILED` when it ends or stays silent.
 */
export async function startDaemon(options: StartDaemonOptions): Promise<StartedDaemon> {
  const before = await inspectDaemon(options.env);
  if (before.state === 'running') return { pid: before.status.pid, url: before.url, started: false };
  return (await startByService(options.env)) ?? launchDaemon(options);
}

/** How to start. */
export interface StartDaemonOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readyWithinMs?: number | undefined;
}

/** Starts the daemon itself, also where a service could do so. Otherwise as {@link startDaemon}. */
export async function launchDaemon(options: StartDaemonOptions): Promise<StartedDaemon> {
  const { env, readyWithinMs: limitMs = READY_WITHIN_MS } = options;
  const endAt = performance.now() + limitMs;
  for (;;) {
    const report = await launch(env, limitMs);
    if (report.ready !== undefined) return { ...report.ready, started: true };
    const code = report.error?.code ?? 'DAEMON_START_FAILED';
    if (code !== 'DAEMON_ALREADY_RUNNING') {
      throw new AoError(isErrorCode(code) ? code : 'DAEMON_START_FAILED', { message: report.error?.message });
    }
    const leftMs = endAt - performance.now();
    if (leftMs <= LAUNCH_AGAIN_AFTER_MS) return awaitDaemon(env, leftMs);
    const { found } = await findDaemon(env, LAUNCH_AGAIN_AFTER_MS);
    if (found !== null) return found;
  }
}

/** The arguments that make Node run the daemon: the flags that keep it small, and the program of the package that was installed with this one. */
export function daemonArguments(): readonly string[] {
  const flags = createRequire(import.meta.url)('@ao/daemon/node-flags.json') as readonly string[];
  return [...flags, fileURLToPath(import.meta.resolve('@ao/daemon/main'))];
}

/** Tells the daemon which `ao` started it, so that its agents find the same one. */
export function ownCommandLine(): Record<string, string> {
  const path = process.argv[1];
  return path === undefined ? {} : { AO_COMMAND_LINE: path };
}

function launch(env: Readonly<Record<string, string | undefined>>, limitMs: number): Promise<ReadyReport> {
  const startedAt = Date.now();
  const child = spawn(process.execPath, [...daemonArguments()], {
    cwd: '/',
    detached: true,
    env: { ...placedEnvironment(env), AO_READY_FD: String(REPORT_DESCRIPTOR), ...ownCommandLine() },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const pipe = child.stdio[REPORT_DESCRIPTOR];
  return new Promise((resolve) => {
    let text = '';
    let lastWords = '';
    function finish(report: ReadyReport): void {
      clearTimeout(timer);
      child.unref();
      child.stderr?.destroy();
      pipe?.destroy();
      resolve(report);
    }
    /** Whoever is told that it failed tries again at once, and must not meet the one that is just ending. */
    function finishWhenEnded(report: ReadyReport): void {
      if (child.exitCode !== null || child.signalCode !== null) return finish(report);
      const limit = setTimeout(() => finish(report), ENDED_WITHIN_MS);
      child.once('exit', () => {
        clearTimeout(limit);
        finish(report);
      });
    }
    function failed(why: string): void {
      finish({ error: { code: 'DAEMON_START_FAILED', message: `The daemon did not start: ${why}. ${nameOwnLog(env, startedAt)}` } });
    }
    const timer = setTimeout(() => failed(`it was not ready within ${limitMs / 1000} s`), limitMs);
    child.on('error', (error) => failed(error.message));
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = `${lastWords}${chunk.toString('utf8')}`.slice(-2000);
    });
    pipe?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (!text.includes('\n')) return;
      const report = parseReport(text);
      if (report.ready === undefined) finishWhenEnded(report);
      else finish(report);
    });
    child.on('exit', (code, signal) => {
      if (!text.includes('\n')) failed(`it ended with ${signal ?? `code ${code}`}${lastWords === '' ? '' : `: ${lastWords.trim()}`}`);
    });
  });
}

function parseReport(text: string): ReadyReport {
  // Written by the daemon of the same installation, one line; only a file of another program behind this path could be anything else.
  const report: unknown = JSON.parse(text);
  return typeof report === 'object' && report !== null ? report : {};
}

/**
 * Waits for a daemon that somebody else has started.
 *
 * @throws AoError `DAEMON_START_FAILED` when it does not answer in time.
 */
export async function awaitDaemon(env: Readonly<Record<string, string | undefined>>, limitMs: number): Promise<StartedDaemon> {
  const { found, last } = await findDaemon(env, limitMs);
  if (found !== null) return found;
  const problem = last.state === 'unreachable' ? ` ${last.problem}` : '';
  throw new AoError('DAEMON_START_FAILED', {
    message: `A daemon was started for this home, but does not answer.${problem} ${await nameLogOfOther(env)}`,
  });
}

/** Looks for a daemon that answers, for a while; `last` is what was seen of it in the end. */
async function findDaemon(env: Readonly<Record<string, string | undefined>>, limitMs: number) {
  const endAt = performance.now() + limitMs;
  let last: DaemonState;
  do {
    last = await inspectDaemon(env);
    if (last.state === 'running') return { found: { pid: last.status.pid, url: last.url, started: false }, last };
    await new Promise((resolve) => setTimeout(resolve, 50));
  } while (performance.now() < endAt);
  return { found: null, last };
}
