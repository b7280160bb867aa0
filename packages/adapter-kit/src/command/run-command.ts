import { type ChildProcess, spawn } from 'node:child_process';
import type { CommandRequest } from './command-request.ts';
import type { CommandOutcome, CommandResult } from './command-result.ts';
import { createOutputCollector } from './output-collector.ts';
import { endProcessGroup } from './process-group.ts';
import { readStartFailure } from './start-failure.ts';

const DEFAULT_OUTPUT_BYTES = 1024 * 1024;
const DEFAULT_KILL_GRACE_MS = 2_000;
/** A background child of the program may hold its outputs open for ever; so long after the end silence counts as the end of them. */
const SILENCE_AFTER_EXIT_MS = 200;
/** One that never falls silent, as a server that logs, is not listened to for longer than this. */
const LONGEST_AFTER_EXIT_MS = 1_000;

interface Ending {
  readonly outcome: CommandOutcome;
  readonly exitCode?: number | null;
  readonly signal?: NodeJS.Signals | null;
  readonly startError?: unknown;
}

/**
 * Runs a program to its end, in a process group and terminal session of its own, so that it cannot ask anything on the caller's terminal.
 *
 * - never rejects: what happened stands in the result
 * - on time-out and on abort the whole group is ended, not only its first process, and the result comes after that
 * - what the program leaves running in the background after a normal end is not touched, and is not waited for
 */
export async function runCommand(request: CommandRequest): Promise<CommandResult> {
  const startedAt = performance.now();
  const limitBytes = request.maxOutputBytes ?? DEFAULT_OUTPUT_BYTES;
  const stdout = createOutputCollector(limitBytes);
  const stderr = createOutputCollector(limitBytes);
  const ending = await runToEnd(request, (chunk, stream) => {
    (stream === 'stdout' ? stdout : stderr).add(chunk);
    request.onOutput?.(chunk, stream);
  });
  const stdoutBytes = stdout.bytes();
  const stderrText = stderr.bytes().toString('utf8');
  let stdoutText: string | null = null;
  return {
    outcome: ending.outcome,
    exitCode: ending.exitCode ?? null,
    signal: ending.signal ?? null,
    startFailure: ending.outcome === 'not_started' ? await readStartFailure(ending.startError, request.cwd) : null,
    stdoutBytes,
    // Decoded when asked for: some outputs are large and only ever read as bytes.
    get stdout() {
      stdoutText ??= stdoutBytes.toString('utf8');
      return stdoutText;
    },
    stderr: stderrText,
    stdoutTruncated: stdout.truncated(),
    stderrTruncated: stderr.truncated(),
    durationMs: Math.round(performance.now() - startedAt),
  };
}

async function runToEnd(request: CommandRequest, onOutput: NonNullable<CommandRequest['onOutput']>): Promise<Ending> {
  if (request.signal?.aborted === true) return { outcome: 'aborted' };
  let child: ChildProcess;
  try {
    child = start(request);
  } catch (error) {
    return { outcome: 'not_started', startError: error };
  }
  // Before anything is awaited: the error of a failed start is emitted on the next tick.
  const ended = waitForEnd(child, onOutput);
  if (child.pid === undefined) return ended;
  request.onStart?.(child.pid);
  child.stdin?.on('error', () => undefined);
  feed(child, request);
  return endEarlyIfNeeded(request, child.pid, ended);
}

function start(request: CommandRequest): ChildProcess {
  const [file = '', ...args] = request.argv;
  return spawn(file, args, {
    cwd: request.cwd,
    env: request.env === undefined ? process.env : { ...request.env },
    stdio: [request.input === undefined && request.inputEnds === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
    shell: false,
  });
}

function feed(child: ChildProcess, { input, inputEnds }: CommandRequest): void {
  if (inputEnds === undefined) {
    child.stdin?.end(input);
    return;
  }
  child.stdin?.write(input ?? '');
  const end = (): void => void child.stdin?.end();
  inputEnds.then(end, end);
}

/** Races the program against the clock and the caller's signal; whoever wins, the program is over when this resolves. */
async function endEarlyIfNeeded(request: CommandRequest, groupId: number, ended: Promise<Ending>): Promise<Ending> {
  const { promise: cut, resolve } = Promise.withResolvers<CommandOutcome>();
  const timer = request.timeoutMs === undefined ? null : setTimeout(() => resolve('timed_out'), request.timeoutMs);
  const onAbort = (): void => resolve('aborted');
  request.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const first = await Promise.race([ended, cut]);
    if (typeof first !== 'string') return first;
    await endProcessGroup(groupId, request.killGraceMs ?? DEFAULT_KILL_GRACE_MS);
    return { outcome: first, signal: (await ended).signal ?? null };
  } finally {
    if (timer !== null) clearTimeout(timer);
    request.signal?.removeEventListener('abort', onAbort);
  }
}

/** Resolves when the program has ended and its outputs are read to their end, or silent for a while. */
function waitForEnd(child: ChildProcess, onOutput: NonNullable<CommandRequest['onOutput']>): Promise<Ending> {
  const { promise, resolve } = Promise.withResolvers<Ending>();
  let ending: Ending | null = null;
  let silence: NodeJS.Timeout | null = null;
  let longest: NodeJS.Timeout | null = null;
  const finish = (): void => {
    if (silence !== null) clearTimeout(silence);
    if (longest !== null) clearTimeout(longest);
    child.stdout?.destroy();
    child.stderr?.destroy();
    if (ending !== null) resolve(ending);
  };
  const waitForSilence = (): void => {
    if (silence !== null) clearTimeout(silence);
    silence = setTimeout(finish, SILENCE_AFTER_EXIT_MS);
  };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.on('data', (chunk: Buffer) => {
      onOutput(chunk, stream);
      if (ending !== null) waitForSilence();
    });
  }
  child.on('error', (error) => {
    // Only a failed start ends the run; a failed kill is also reported here and changes nothing.
    if (child.pid === undefined) resolve({ outcome: 'not_started', startError: error });
  });
  child.on('exit', (exitCode, signal) => {
    ending = { outcome: exitCode === null ? 'signalled' : 'exited', exitCode, signal };
    // After a turn in which is read what has come meanwhile: this process may have been busy.
    longest = setTimeout(() => setImmediate(finish), LONGEST_AFTER_EXIT_MS);
    waitForSilence();
  });
  child.on('close', finish);
  return promise;
}
