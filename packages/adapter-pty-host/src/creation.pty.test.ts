import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { findLaunchProcesses, readProcessIdentity } from '@ao/adapter-kit';
import type { LaunchId, RuntimeHandle, SessionId } from '@ao/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildHost } from './__fixtures__/built-host.ts';
import { createPtyHome, exitOf, outputOf, type PtyHome, until } from './__fixtures__/pty-home.ts';

let home: PtyHome;
beforeEach(async () => void (home = await createPtyHome()));
afterEach(() => home.remove());

const ids = { sessionId: 'one-1' as SessionId, launchId: 'launch-1' as LaunchId };

/** Processes of this user that carry the mark of any terminal of the home. */
async function leftovers(): Promise<number> {
  const self = await readProcessIdentity(process.pid);
  if (self === null) return 0;
  const found = await findLaunchProcesses({
    roots: [],
    environment: `AO_TEST_HOME=${home.directory}`,
    notBefore: { ...self, startTime: '0' },
  });
  return found.length;
}

test('of two that create the same terminal at the same time one succeeds, and is not harmed by the other', async () => {
  const attempts = await Promise.allSettled([1, 2, 3].map(() => home.run('echo up; exec sleep 600', ids)));
  const succeeded = attempts.filter((attempt) => attempt.status === 'fulfilled');
  expect(succeeded).toHaveLength(1);
  for (const attempt of attempts) {
    if (attempt.status === 'rejected') expect.soft(attempt.reason).toMatchObject({ code: 'RUNTIME_CREATE_FAILED' });
  }
  const handle = home.runtime.handleFor(ids.sessionId, ids.launchId);
  expect((await home.runtime.probe([handle]))[0]?.state).toBe('alive');
});

test('a creation that is given up leaves neither processes nor files', async () => {
  const env = { PATH: '/usr/bin:/bin', AO_TEST_HOME: home.directory };
  for (const delayMs of [0, 5, 20, 40, 60, 80]) {
    const stop = new AbortController();
    const creation = home.runtime.create(
      { ...ids, argv: ['/bin/sh', '-c', 'sleep 600 & sleep 600'], cwd: home.directory, env, size: { columns: 80, rows: 24 } },
      stop.signal,
    );
    setTimeout(() => stop.abort(new Error('given up')), delayMs);
    const outcome = await creation.catch((error: unknown) => error);
    if (outcome instanceof Error) expect.soft(outcome.message).toBe('given up');
    else await home.runtime.destroy(home.runtime.handleFor(ids.sessionId, ids.launchId), { graceMs: 0 });
    await home.runtime.forget(home.runtime.handleFor(ids.sessionId, ids.launchId));
    expect(await leftovers()).toBe(0);
    expect(await home.runtime.list()).toEqual([]);
    expect(await readdir(join(home.directory, 'run'))).toEqual([]);
  }
});

test('a home with a path too long for sockets is refused before anything is made, and said so by the check', async () => {
  const socketDirectory = join(home.directory, 'd'.repeat(90));
  const runtime = home.open({ socketDirectory });
  const request = { ...ids, argv: ['/bin/true'], cwd: home.directory, env: {}, size: { columns: 80, rows: 24 } };
  await expect(runtime.create(request)).rejects.toMatchObject({
    code: 'SOCKET_PATH_TOO_LONG',
    message: expect.stringContaining('AO_HOME'),
  });
  expect(await runtime.list()).toEqual([]);
  expect(await runtime.check()).toMatchObject({
    level: 'failed',
    code: 'SOCKET_PATH_TOO_LONG',
    remedy: expect.stringContaining('AO_HOME'),
  });
  expect(await home.runtime.check()).toMatchObject({ level: 'ok', version: '1.1.0', code: null });
});

test('a home that cannot be written is a failed creation that says why', async () => {
  const blocked = join(home.directory, 'blocked');
  await mkdir(blocked);
  const runtime = home.open({ directory: join(blocked, 'file', 'inside') });
  closeSync(openSync(join(blocked, 'file'), 'w'));
  const request = { ...ids, argv: ['/bin/true'], cwd: home.directory, env: {}, size: { columns: 80, rows: 24 } };
  await expect(runtime.create(request)).rejects.toMatchObject({
    code: 'RUNTIME_CREATE_FAILED',
    message: expect.stringContaining('ENOTDIR'),
  });
});

test('what a terminal keeps is for its owner only, and the environment is not among it', async () => {
  const { handle } = await home.run('echo up; exec sleep 600', { env: { PATH: '/usr/bin:/bin', SECRET: 'hunter2-in-the-environment' } });
  const folder = home.folderOf(handle);
  expect((await stat(folder)).mode & 0o077).toBe(0);
  for (const name of await readdir(folder)) expect.soft((await stat(join(folder, name))).mode & 0o077, name).toBe(0);
  for (const name of await readdir(join(home.directory, 'run'))) {
    expect((await stat(join(home.directory, 'run', name))).mode & 0o777).toBe(0o600);
  }
  const host = await home.hostPid(handle);
  for (const name of await readdir(folder)) expect.soft(await readFile(join(folder, name), 'utf8'), name).not.toContain('hunter2');
  expect(await readFile(`/proc/${host}/environ`, 'utf8')).not.toContain('hunter2');
});

test('the host keeps nothing open of the one who started it, and neither does the program', async () => {
  const lock = join(home.directory, 'lock');
  const held = openSync(lock, 'w');
  const program = fileURLToPath(new URL('./__fixtures__/runtime-holder.ts', import.meta.url));
  const holder = spawn(
    process.execPath,
    ['--conditions=@ao/source', program, home.directory, await buildHost(), 'echo up; exec sleep 600'],
    {
      stdio: ['ignore', 'pipe', 'inherit', held],
    },
  );
  closeSync(held);
  try {
    const [line] = (await once(holder.stdio[1] as Readable, 'data')) as [Buffer];
    const handle = line.toString().trim() as RuntimeHandle;
    const probe = (await home.runtime.probe([handle]))[0];
    const pids = [await home.hostPid(handle), probe?.state === 'alive' ? probe.process.pid : 0];
    for (const pid of pids) {
      const names = await readdir(`/proc/${pid}/fd`);
      const targets = await Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')));
      expect.soft(targets).not.toContain(lock);
    }
  } finally {
    holder.kill('SIGKILL');
  }
});

test('a program starts with no signal ignored or blocked', async () => {
  const { handle } = await home.run('grep -E "^Sig(Ign|Blk)" /proc/self/status');
  await exitOf(home.runtime, handle);
  expect((await outputOf(home.runtime, handle)).toString()).toBe('SigBlk:\t0000000000000000\r\nSigIgn:\t0000000000000000\r\n');
});

test('a folder that can no longer be written does not stop the program', async () => {
  const { handle } = await home.run('echo up; read x; i=0; while [ $i -lt 200 ]; do echo "still here $i"; i=$((i+1)); done; exit 7');
  await until(
    async () => (await outputOf(home.runtime, handle)).toString(),
    (text) => text.includes('up'),
  );
  let seen = '';
  const viewer = await home.runtime.attach(handle, {
    onFrame: (frame) => void (seen += frame.type === 'data' ? Buffer.from(frame.bytes).toString() : frame.type),
    onLost: () => {},
  });
  await until(
    () => seen,
    (text) => text.includes('snapshot'),
  );
  await chmod(home.folderOf(handle), 0o500);
  await home.runtime.write(handle, Buffer.from('\n'));
  await until(
    () => seen,
    (text) => text.includes('still here 199'),
  );
  await chmod(home.folderOf(handle), 0o700);
  expect(await exitOf(home.runtime, handle)).toMatchObject({ code: 7 });
  viewer.close();
});
