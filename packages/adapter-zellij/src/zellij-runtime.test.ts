import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock, isSameProcess, readProcessIdentity } from '@ao/adapter-kit';
import type { LaunchId, RuntimeHandle, SessionId } from '@ao/domain';
import type { RuntimeCreateRequest, RuntimeV1 } from '@ao/ports';
import { createSilentLogger } from '@ao/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type WrittenLaunch, writeLaunch } from './__fixtures__/written-launch.ts';
import { createZellijRuntime } from './zellij-runtime.ts';

const clock = createSystemClock();
const IDS = { sessionId: 'new-1' as SessionId, launchId: 'l-1' as LaunchId };
let home: string;
let runtime: RuntimeV1;
const endings: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'ao-zt-'));
  runtime = runtimeWith('exit 1');
});
afterEach(async () => {
  await runtime.close();
  for (const end of endings.splice(0)) await end();
  await rm(home, { recursive: true, force: true });
});

/** A runtime whose zellij tells its version, and does something of its own when it is to open a session. */
function runtimeWith(openSession: string, directory = home): RuntimeV1 {
  const program = join(home, 'zellij-program');
  endings.push(async () => rm(program, { force: true }));
  const text = `#!/bin/sh\ncase "$1" in --version) echo zellij 0.45.1; exit 0;; esac\n${openSession}\n`;
  // One after the other: of two at once, the first may be what is there in the end.
  writing = writing.then(() => writeFile(program, text, { mode: 0o755 }));
  return createZellijRuntime({
    directory,
    socketDirectory: join(directory, 'run'),
    clock,
    logger: createSilentLogger(),
    program,
    env: { PATH: '/usr/bin:/bin', HOME: home },
  });
}
let writing: Promise<void> = Promise.resolve();

async function create(changes: Partial<RuntimeCreateRequest> = {}, signal?: AbortSignal) {
  await writing;
  const request = { ...IDS, argv: ['/bin/sleep', '600'], cwd: home, env: { PATH: '/usr/bin:/bin' }, size: { columns: 80, rows: 24 } };
  return runtime.create({ ...request, ...changes }, signal);
}

/** What a creation that failed has left, apart from what all sessions share. */
async function left(): Promise<readonly string[]> {
  const names = await Promise.all(['sessions', 'run'].map((name) => readdir(join(home, name)).catch(() => [])));
  return names.flat();
}

async function identityOf(pid: number) {
  const identity = await readProcessIdentity(pid);
  if (identity === null) throw new Error('it runs');
  return identity;
}

async function runtimeOn(launch: WrittenLaunch): Promise<RuntimeV1> {
  const opened = runtimeWith('exit 1', launch.home);
  endings.push(() => opened.close());
  await writing;
  return opened;
}

describe('a creation that fails', () => {
  test.each([
    ['says why', 'echo "Error: no space left on device" >&2; exit 2', /no space left on device/],
    ['says it elsewhere', 'echo "cannot open"; exit 1', /cannot open/],
    ['says nothing', 'exit 3', /did not open the session/],
    ['dies', 'kill -SEGV $$', /did not open the session/],
  ])('is told with what zellij said, and leaves nothing: zellij %s', async (_, script, reason) => {
    runtime = runtimeWith(script);
    await expect(create()).rejects.toMatchObject({ code: 'RUNTIME_CREATE_FAILED', message: expect.stringMatching(reason) });
    expect(await left()).toEqual([]);
    expect(await runtime.list()).toEqual([]);
    expect((await runtime.probe([runtime.handleFor(IDS.sessionId, IDS.launchId)]))[0]).toMatchObject({
      state: 'dead',
      exit: { evidence: 'runtime_gone' },
    });
  });

  test('one that is given up ends what zellij has started, though it left its tree and group', async () => {
    const pidFile = join(home, 'pid');
    runtime = runtimeWith(`setsid sh -c 'echo $$ > ${pidFile}.new; mv ${pidFile}.new ${pidFile}; exec sleep 600' & exec sleep 600`);
    const stop = new AbortController();
    const creation = create({}, stop.signal).catch((error: unknown) => error);
    await expect.poll(() => stat(pidFile).catch(() => null), { timeout: 10_000 }).not.toBeNull();
    const started = await readProcessIdentity(Number(await readFile(pidFile, 'utf8')));
    if (started === null) throw new Error('it runs');
    stop.abort(new Error('given up'));
    expect(await creation).toMatchObject({ message: 'given up' });
    expect(await isSameProcess(started)).toBe(false);
    expect(await left()).toEqual([]);
  });

  test('what is wrong with the program is told before zellij is asked for anything', async () => {
    runtime = runtimeWith(`touch ${join(home, 'asked')}; exit 1`);
    await expect(create({ argv: ['/no/such/program'] })).rejects.toMatchObject({ code: 'RUNTIME_CREATE_FAILED' });
    await expect(create({ argv: [] })).rejects.toMatchObject({ code: 'RUNTIME_CREATE_FAILED' });
    await expect(create({ cwd: join(home, 'missing') })).rejects.toMatchObject({ code: 'RUNTIME_CREATE_FAILED' });
    await expect(stat(join(home, 'asked'))).rejects.toThrow('ENOENT');
    expect(await left()).toEqual([]);
  });

  test('a folder that was there before belongs to another terminal, and is left alone', async () => {
    const folder = join(home, 'sessions', IDS.sessionId, IDS.launchId);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'exit'), '0 exit\n');
    await expect(create()).rejects.toMatchObject({ code: 'RUNTIME_CREATE_FAILED', message: expect.stringContaining('exists already') });
    expect(await readdir(folder)).toEqual(['exit']);
  });

  test('a zellij that has been removed since is named, with what to do', async () => {
    await writing;
    await rm(join(home, 'zellij-program'));
    await expect(create()).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE', message: expect.stringContaining('Install zellij') });
  });
});

describe('handles', () => {
  test.each(['pty-host:a/b', 'zellij:../../etc/passwd', 'zellij:a', '', 'zellij:a/b\n'])('%j is none of this runtime', async (text) => {
    const handle = text as RuntimeHandle;
    expect((await runtime.probe([handle]))[0]).toMatchObject({ state: 'dead', exit: { evidence: 'runtime_gone' } });
    await expect(runtime.destroy(handle, { graceMs: 0 })).rejects.toMatchObject({ code: 'RUNTIME_GONE' });
    await expect(runtime.screen(handle)).rejects.toMatchObject({ code: 'RUNTIME_GONE' });
    await runtime.forget(handle);
  });

  test('one that was never created can be destroyed and forgotten', async () => {
    const handle = runtime.handleFor(IDS.sessionId, IDS.launchId);
    expect(await runtime.destroy(handle, { graceMs: 0 })).toEqual({ alreadyGone: true, survivors: [] });
    await runtime.forget(handle);
  });
});

describe('a terminal of which only the files are left', () => {
  test('is listed, is not forgotten while it runs, and is ended without zellij', async () => {
    const launch = await writeLaunch();
    endings.push(launch.remove);
    const opened = await runtimeOn(launch);
    const { handle } = launch.location;
    expect(await opened.list()).toEqual([handle]);
    await expect(opened.forget(handle)).rejects.toMatchObject({ code: 'SESSION_NOT_ENDED' });
    expect(await opened.destroy(handle, { graceMs: 1_000 })).toEqual({ alreadyGone: false, survivors: [] });
    expect(await isSameProcess(launch.program)).toBe(false);
    expect(await opened.destroy(handle, { graceMs: 0 })).toEqual({ alreadyGone: true, survivors: [] });
    await opened.forget(handle);
    expect(await opened.list()).toEqual([]);
    expect(await readdir(join(launch.home, 'sessions'))).toEqual([]);
  });

  test('two who destroy it at the same time have one result', async () => {
    const launch = await writeLaunch();
    endings.push(launch.remove);
    const opened = await runtimeOn(launch);
    const results = await Promise.all([1, 2].map(() => opened.destroy(launch.location.handle, { graceMs: 500 })));
    expect(results[0]).toBe(results[1]);
  });

  test('its end is told once, to those who still listen', async () => {
    const launch = await writeLaunch();
    endings.push(launch.remove);
    const opened = await runtimeOn(launch);
    const told: string[] = [];
    opened.onExit?.((handle) => told.push(`a ${handle}`));
    opened.onExit?.((handle) => told.push(`b ${handle}`)).close();
    expect((await opened.probe([launch.location.handle]))[0]?.state).toBe('alive');
    await launch.end('0 exit\n');
    await expect.poll(() => told.length, { timeout: 5_000 }).toBe(1);
    await clock.sleep(600);
    expect(told).toEqual([`a ${launch.location.handle}`]);
  });

  test('one whose pid was given to another process is dead, and the other is left alone', async () => {
    const launch = await writeLaunch();
    endings.push(launch.remove);
    const opened = await runtimeOn(launch);
    const stranger = { ...(await identityOf(process.pid)), startTime: '1' };
    const record = { version: 1, server: stranger, keeper: stranger, program: stranger, terminalPath: null, startedAt: 0 };
    await launch.write('processes', JSON.stringify(record));
    expect((await opened.probe([launch.location.handle]))[0]).toMatchObject({ state: 'dead', exit: { evidence: 'process_replaced' } });
    await launch.kill();
    expect(await opened.destroy(launch.location.handle, { graceMs: 0 })).toEqual({ alreadyGone: true, survivors: [] });
  });

  test('one of an earlier start of the machine is dead for sure, at once, and nothing is signalled', async () => {
    const launch = await writeLaunch();
    endings.push(launch.remove);
    const opened = await runtimeOn(launch);
    const earlier = { ...launch.program, bootId: 'another' };
    const record = { version: 1, server: earlier, keeper: earlier, program: earlier, terminalPath: null, startedAt: 77 };
    await launch.write('processes', JSON.stringify(record));
    expect((await opened.probe([launch.location.handle]))[0]).toMatchObject({ state: 'dead', exit: { evidence: 'boot_changed', at: 77 } });
    await launch.kill();
    expect(await opened.destroy(launch.location.handle, { graceMs: 0 })).toEqual({ alreadyGone: true, survivors: [] });
  });

  test('one whose records were damaged is never called dead while it runs, and can be ended and forgotten', async () => {
    const launch = await writeLaunch();
    endings.push(launch.remove);
    const opened = await runtimeOn(launch);
    await launch.write('processes', '{"version":1,"ser');
    await launch.write('spec', '\0\0');
    expect((await opened.probe([launch.location.handle]))[0]?.state).toBe('unknown');
    await utimes(launch.location.directory, 1_600_000_000, 1_600_000_000);
    expect((await opened.probe([launch.location.handle]))[0]?.state).toBe('unknown');
    expect(await opened.destroy(launch.location.handle, { graceMs: 0 })).toMatchObject({ survivors: [] });
    await utimes(launch.location.directory, 1_600_000_000, 1_600_000_000);
    await opened.forget(launch.location.handle);
    expect(await opened.list()).toEqual([]);
  });
});

test('a socket path the system would not take is told by the check, with what to do', async () => {
  const opened = runtimeWith('exit 1', join(home, 'x'.repeat(90)));
  await writing;
  expect(await opened.check()).toMatchObject({
    level: 'warning',
    code: 'SOCKET_PATH_TOO_LONG',
    remedy: expect.stringContaining('AO_HOME'),
  });
  await opened.close();
});
