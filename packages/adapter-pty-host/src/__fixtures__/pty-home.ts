import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '@ao/adapter-kit';
import type { ExitFacts, LaunchId, RuntimeHandle, SessionId } from '@ao/domain';
import type { RuntimeCreated, RuntimeCreateRequest } from '@ao/ports';
import { createSilentLogger } from '@ao/testing';
import { createPtyHostRuntime, type PtyHostRuntime, type PtyHostRuntimeOptions } from '../pty-host-runtime.ts';
import { buildHost } from './built-host.ts';

/** A home with terminals in it. */
export interface PtyHome {
  readonly directory: string;
  readonly runtime: PtyHostRuntime;
  /** Runs a shell script in a new terminal. */
  run(script: string, changes?: Partial<RuntimeCreateRequest>): Promise<RuntimeCreated>;
  /** Opens one more runtime on the same home. */
  open(options?: Partial<PtyHostRuntimeOptions>): PtyHostRuntime;
  /** The folder of a terminal. */
  folderOf(handle: RuntimeHandle): string;
  /** The pid of the host of a terminal. */
  hostPid(handle: RuntimeHandle): Promise<number>;
  /** Destroys everything and removes the home. */
  remove(): Promise<void>;
}

export const clock = createSystemClock();

/** Makes an empty home whose hosts are as they are shipped. */
export async function createPtyHome(options: Partial<PtyHostRuntimeOptions> = {}): Promise<PtyHome> {
  const home = await mkdtemp(join(tmpdir(), 'ao-pty-'));
  const hostEntry = await buildHost();
  const opened: PtyHostRuntime[] = [];
  const open = (changes: Partial<PtyHostRuntimeOptions> = {}) => {
    const runtime = createPtyHostRuntime({
      directory: join(home, 'terminals'),
      socketDirectory: join(home, 'run'),
      clock,
      logger: createSilentLogger(),
      hostEntry,
      ...options,
      ...changes,
    });
    opened.push(runtime);
    return runtime;
  };
  const runtime = open();
  let count = 0;
  const folderOf = (handle: RuntimeHandle) => join(home, 'terminals', handle.replace('pty-host:', ''));

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
    async hostPid(handle) {
      const record = JSON.parse(await readFile(join(folderOf(handle), 'host.json'), 'utf8')) as { readonly host: { readonly pid: number } };
      return record.host.pid;
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

/** Waits for the end of a program and answers how it ended. */
export async function exitOf(runtime: PtyHostRuntime, handle: RuntimeHandle): Promise<ExitFacts> {
  const probe = await until(
    async () => (await runtime.probe([handle]))[0],
    (value) => value?.state === 'dead',
  );
  if (probe?.state !== 'dead') throw new Error('it has not ended');
  return probe.exit;
}

/** All output that is in the log. */
export async function outputOf(runtime: PtyHostRuntime, handle: RuntimeHandle): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (let offset = 0; ; ) {
    const slice = await runtime.output(handle, offset, 1024 * 1024);
    if (slice.bytes.length === 0) return Buffer.concat(parts);
    parts.push(slice.bytes);
    offset = slice.offset + slice.bytes.length;
  }
}
