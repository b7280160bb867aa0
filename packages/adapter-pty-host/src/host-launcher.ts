import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkSocketPath, checkTerminalProgram, TERMINAL_ID_VARIABLE, terminalNotCreated } from '@ao/adapter-kit';
import { AoError, type ProcessIdentity } from '@ao/domain';
import type { Clock, RuntimeCreateRequest } from '@ao/ports';
import { z } from 'zod';
import { LAUNCH_FILE } from './files/launch-files.ts';
import type { LaunchOrder, LaunchSpec } from './files/launch-order.ts';
import type { LaunchLocation } from './launch-location.ts';

/** How hosts are started. */
export interface HostLauncherOptions {
  /** The host program: one bundled file, or its TypeScript source. */
  readonly hostEntry: string;
  /** The Node.js to run it with. */
  readonly nodePath: string;
  readonly segmentBytes: number;
  readonly segmentCount: number;
  readonly clock: Clock;
}

/** A host starts in about 50 ms; a machine that is busy beyond this is in no state to run an agent. */
const START_TIMEOUT_MS = 15_000;

const answerSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    record: z.object({
      host: z.object({ pid: z.number(), startTime: z.string(), bootId: z.string() }),
      program: z.object({ pid: z.number(), startTime: z.string(), bootId: z.string() }),
    }),
  }),
  z.object({ ok: z.literal(false), reason: z.string() }),
]);

/** The host program that belongs to this module: the bundled file beside it, or its source while this runs from sources. */
export function defaultHostEntry(): string {
  const fromSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(fromSource ? './host/host-main.ts' : './host.cjs', import.meta.url));
}

/**
 * Makes the folder of a launch, after having checked that its program can be started. When it rejects, nothing was made; a folder
 * that was there before is left alone.
 *
 * @throws AoError `SOCKET_PATH_TOO_LONG`, `RUNTIME_CREATE_FAILED`
 */
export async function prepareLaunch(location: LaunchLocation, request: RuntimeCreateRequest): Promise<void> {
  checkSocketPath(location.socketPath);
  await checkTerminalProgram(request);
  try {
    await mkdir(dirname(location.socketPath), { recursive: true, mode: 0o700 });
    await mkdir(location.sessionDirectory, { recursive: true, mode: 0o700 });
    await mkdir(location.directory, { mode: 0o700 });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw terminalNotCreated(request, code === 'EEXIST' ? `the terminal ${location.handle} exists already` : String(error), error);
  }
}

/**
 * Starts a terminal in a folder that was prepared. When it rejects, the host is being killed; what the program may have started is on
 * the caller to reap, and so is the folder.
 *
 * @throws AoError `RUNTIME_CREATE_FAILED`, or the reason of the signal
 */
export async function launchHost(
  options: HostLauncherOptions,
  location: LaunchLocation,
  request: RuntimeCreateRequest,
  signal?: AbortSignal,
): Promise<ProcessIdentity> {
  const spec: LaunchSpec = {
    version: 1,
    sessionId: location.sessionId,
    launchId: location.launchId,
    terminalId: location.terminalId,
    argv: request.argv,
    cwd: request.cwd,
    columns: request.size.columns,
    rows: request.size.rows,
    socketPath: location.socketPath,
    segmentBytes: options.segmentBytes,
    segmentCount: options.segmentCount,
    createdAt: options.clock.now(),
  };
  const environment = completeEnvironment(request.env, location.terminalId);
  try {
    await writeFile(join(location.directory, LAUNCH_FILE.spec), JSON.stringify(spec), { mode: 0o600 });
    const line = await startHost(options, { directory: location.directory, spec, environment }, signal);
    const answer = answerSchema.parse(JSON.parse(line));
    if (answer.ok) return answer.record.program;
    throw terminalNotCreated(request, answer.reason);
  } catch (error) {
    if (signal?.aborted || AoError.isInstance(error)) throw error;
    throw terminalNotCreated(request, error instanceof Error ? error.message : String(error), error);
  }
}

function completeEnvironment(env: Readonly<Record<string, string>>, terminalId: string): Record<string, string> {
  return { TERM: 'xterm-256color', COLORTERM: 'truecolor', ...env, [TERMINAL_ID_VARIABLE]: terminalId };
}

/** Starts the host, hands it the order, and waits for its one line of answer. */
function startHost(options: HostLauncherOptions, order: LaunchOrder, signal: AbortSignal | undefined): Promise<string> {
  const log = openSync(join(order.directory, LAUNCH_FILE.hostLog), 'a', 0o600);
  // The name of the session is for people who look at the process list.
  const host = spawn(options.nodePath, ['--disable-warning=ExperimentalWarning', options.hostEntry, order.spec.sessionId], {
    cwd: homedir(),
    env: hostEnvironment(order.spec.terminalId),
    detached: true,
    stdio: ['pipe', 'pipe', log],
  });
  closeSync(log);
  host.unref();
  const { stdin, stdout } = host;
  if (stdin === null || stdout === null) throw new TypeError('a host is always started with pipes');

  return new Promise<string>((resolve, reject) => {
    let received = '';
    const timer = options.clock.setTimer(START_TIMEOUT_MS, () => fail(`the host did not answer within ${START_TIMEOUT_MS / 1000} s`));
    const onAbort = () => giveUp(signal?.reason as Error);

    const settle = (outcome: () => void) => {
      timer.cancel();
      signal?.removeEventListener('abort', onAbort);
      stdout.destroy();
      stdin.destroy();
      host.removeAllListeners();
      outcome();
    };
    const giveUp = (error: Error) =>
      settle(() => {
        host.kill('SIGKILL');
        reject(error);
      });
    const fail = (reason: string) => giveUp(new Error(reason));

    host.on('error', (error) => fail(`the host could not be started (${error.message})`));
    // Not `exit`: a program that ends at once lets its host end before its answer was read.
    host.on('close', (code, exitSignal) => fail(`the host ended at once (${exitSignal ?? code})`));
    stdin.on('error', () => {
      // It ended before it had read its order; `close` follows.
    });
    stdout.on('data', (chunk: Buffer) => {
      received += chunk.toString();
      if (received.endsWith('\n')) settle(() => resolve(received));
    });
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
    stdin.end(JSON.stringify(order));
  });
}

/** Nothing of the daemon's environment reaches the host: neither secrets nor settings that change how Node.js behaves. */
function hostEnvironment(terminalId: string): Record<string, string> {
  return {
    HOME: homedir(),
    PATH: ['/usr/bin', '/bin'].join(delimiter),
    [TERMINAL_ID_VARIABLE]: terminalId,
    // All its file work goes through one thread: more of them would only cost memory.
    UV_THREADPOOL_SIZE: '1',
    // With two threads there is nothing to gain from several heaps.
    MALLOC_ARENA_MAX: '1',
  };
}

/** Removes the folder of a launch that came to nothing, or is forgotten. */
export async function removeLaunch(location: LaunchLocation): Promise<void> {
  await rm(location.directory, { recursive: true, force: true });
  await rm(location.socketPath, { force: true }).catch(() => undefined);
  // Holds other launches, or files of others: then it stays.
  await rmdir(location.sessionDirectory).catch(() => undefined);
}
