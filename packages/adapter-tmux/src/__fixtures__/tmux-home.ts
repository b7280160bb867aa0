import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '@ao/adapter-kit';
import type { ExitFacts, LaunchId, RuntimeHandle, SessionId } from '@ao/domain';
import type { RuntimeCreated, RuntimeCreateRequest, RuntimeProbe, RuntimeV1 } from '@ao/ports';
import { createSilentLogger } from '@ao/testing';
import { readRunningServer } from '../server/server-record.ts';
import { createTmuxRuntime, type TmuxRuntimeOptions } from '../tmux-runtime.ts';

/** A home with terminals on a tmux server of its own. */
export interface TmuxHome {
  readonly directory: string;
  readonly socketPath: string;
  readonly runtime: RuntimeV1;
  /** Runs a shell script in a new terminal. */
  run(script: string, changes?: Partial<RuntimeCreateRequest>): Promise<RuntimeCreated>;
  /** Opens one more runtime on the same home. */
  open(options?: Partial<TmuxRuntimeOptions>): RuntimeV1;
  /** Runs tmux itself against the server, as a person does. */
  tmux(...args: readonly string[]): string;
  serverPid(): Promise<number>;
  /** Destroys everything, ends the server and removes the home. */
  remove(): Promise<void>;
}

export const clock = createSystemClock();

/** Makes an empty home. */
export async function createTmuxHome(): Promise<TmuxHome> {
  const directory = await mkdtemp(join(tmpdir(), 'ao-tmux-'));
  const socketPath = join(directory, 'run', 'tmux.sock');
  const opened: RuntimeV1[] = [];
  const open = (options: Partial<TmuxRuntimeOptions> = {}) => {
    const runtime = createTmuxRuntime({
      directory: join(directory, 'terminals'),
      socketDirectory: join(directory, 'run'),
      clock,
      logger: createSilentLogger(),
      ...options,
    });
    opened.push(runtime);
    return runtime;
  };
  const runtime = open();
  let count = 0;
  return {
    directory,
    socketPath,
    runtime,
    open,
    run(script, changes = {}) {
      count += 1;
      return runtime.create({
        sessionId: `test-${count}` as SessionId,
        launchId: `launch-${count}` as LaunchId,
        argv: ['/bin/sh', '-c', script],
        cwd: directory,
        env: { PATH: '/usr/bin:/bin' },
        size: { columns: 80, rows: 24 },
        ...changes,
      });
    },
    tmux: (...args) => execFileSync('tmux', ['-S', socketPath, ...args], { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' } }).toString(),
    async serverPid() {
      const text = await readFile(join(directory, 'terminals', 'server.json'), 'utf8');
      return (JSON.parse(text) as { readonly server: { readonly pid: number } }).server.pid;
    },
    async remove() {
      const last = open();
      for (const handle of await last.list()) await last.destroy(handle, { graceMs: 0 });
      for (const each of opened) await each.close();
      await assertNoServer(join(directory, 'terminals'));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Checks that the server has ended with the last who used it. */
export async function assertNoServer(directory: string): Promise<void> {
  const left = await readRunningServer(directory);
  if (left === null) return;
  process.kill(left.pid, 'SIGKILL');
  throw new Error(`the tmux server ${left.pid} was left running`);
}

/** Waits until something is so. */
export async function until<Value>(look: () => Promise<Value> | Value, isSo: (value: Value) => boolean, timeoutMs = 20_000): Promise<Value> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (isSo(value)) return value;
    if (performance.now() > deadline) throw new Error(`it did not come to be; last seen: ${JSON.stringify(value)}`);
    await clock.sleep(5);
  }
}

/** Looks at one terminal. */
export async function probeOf(runtime: RuntimeV1, handle: RuntimeHandle): Promise<RuntimeProbe> {
  const [probe] = await runtime.probe([handle]);
  if (probe === undefined) throw new Error('a probe answers once for each handle');
  return probe;
}

/** Waits for the end of a program and answers how it ended. */
export async function exitOf(runtime: RuntimeV1, handle: RuntimeHandle): Promise<ExitFacts> {
  const probe = await until(
    () => probeOf(runtime, handle),
    ({ state }) => state === 'dead',
  );
  if (probe.state !== 'dead') throw new Error('it has not ended');
  return probe.exit;
}

/** Waits until a text is on the screen or above it. */
export async function shows(runtime: RuntimeV1, handle: RuntimeHandle, text: string): Promise<string> {
  return until(
    async () => (await runtime.lines(handle, 10_000)).join('\n'),
    (all) => all.includes(text),
  );
}
