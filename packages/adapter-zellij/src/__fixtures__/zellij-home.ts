import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '@ao/adapter-kit';
import type { ExitFacts, LaunchId, RuntimeHandle, SessionId } from '@ao/domain';
import type { RuntimeCreated, RuntimeCreateRequest, RuntimeV1 } from '@ao/ports';
import { createSilentLogger, findTestZellij } from '@ao/testing';
import { createZellijRuntime, type ZellijRuntimeOptions } from '../zellij-runtime.ts';

/** A home with terminals in it. */
export interface ZellijHome {
  readonly directory: string;
  readonly runtime: RuntimeV1;
  /** Runs a shell script in a new terminal. */
  run(script: string, changes?: Partial<RuntimeCreateRequest>): Promise<RuntimeCreated>;
  /** Opens one more runtime on the same home. */
  open(options?: Partial<ZellijRuntimeOptions>): RuntimeV1;
  /** The folder of a terminal. */
  folderOf(handle: RuntimeHandle): string;
  /** The pids of zellij's server and of the keeper of a terminal. */
  attendantsOf(handle: RuntimeHandle): Promise<{ readonly server: number; readonly keeper: number }>;
  /** Destroys everything and removes the home. */
  remove(): Promise<void>;
}

export const clock = createSystemClock();

/** The zellij the tests run with: the one named by AO_ZELLIJ, else the one `npm run setup:zellij` has installed. Null when there is none. */
export const zellijPath = findTestZellij();

/** Makes an empty home. */
export async function createZellijHome(options: Partial<ZellijRuntimeOptions> = {}): Promise<ZellijHome> {
  const home = await mkdtemp(join(tmpdir(), 'ao-z-'));
  const opened: RuntimeV1[] = [];
  const open = (changes: Partial<ZellijRuntimeOptions> = {}) => {
    const runtime = createZellijRuntime({
      directory: join(home, 'zellij'),
      socketDirectory: join(home, 'run'),
      clock,
      logger: createSilentLogger(),
      program: zellijPath ?? 'zellij',
      ...options,
      ...changes,
    });
    opened.push(runtime);
    return runtime;
  };
  const runtime = open();
  let count = 0;
  const folderOf = (handle: RuntimeHandle) => join(home, 'zellij', 'sessions', handle.replace('zellij:', ''));

  return {
    directory: home,
    runtime,
    open,
    folderOf,
    run(script, changes = {}) {
      count += 1;
      return runtime.create({
        sessionId: `test-${count}` as SessionId,
        launchId: `launch-${count}` as LaunchId,
        argv: ['/bin/sh', '-c', script],
        cwd: home,
        env: { PATH: '/usr/bin:/bin' },
        size: { columns: 80, rows: 24 },
        ...changes,
      });
    },
    async attendantsOf(handle) {
      const record = JSON.parse(await readFile(join(folderOf(handle), 'processes.json'), 'utf8')) as Record<
        'server' | 'keeper',
        { readonly pid: number }
      >;
      return { server: record.server.pid, keeper: record.keeper.pid };
    },
    async remove() {
      for (const handle of await runtime.list()) await runtime.destroy(handle, { graceMs: 0 });
      for (const each of opened) await each.close();
      await rm(home, { recursive: true, force: true });
    },
  };
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

/** Waits until a terminal shows a text, and answers all it shows. */
export async function shows(runtime: RuntimeV1, handle: RuntimeHandle, text: string): Promise<string> {
  return until(
    async () => (await runtime.lines(handle, 1_000)).join('\n'),
    (all) => all.includes(text),
  );
}

/** Waits for the end of a program and answers how it ended. */
export async function exitOf(runtime: RuntimeV1, handle: RuntimeHandle): Promise<ExitFacts> {
  const probe = await until(
    async () => (await runtime.probe([handle]))[0],
    (value) => value?.state === 'dead',
  );
  if (probe?.state !== 'dead') throw new Error('it has not ended');
  return probe.exit;
}
