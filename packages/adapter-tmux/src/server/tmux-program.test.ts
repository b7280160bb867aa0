import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '@ao/adapter-kit';
import { createSilentLogger } from '@ao/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTmuxRuntime } from '../tmux-runtime.ts';
import { isSupported } from './tmux-program.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'ao-tmux-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (tmuxPath: string | undefined, environment: Record<string, string>, socketDirectory = join(folder, 'run')) =>
  createTmuxRuntime({
    directory: join(folder, 'terminals'),
    socketDirectory,
    clock: createSystemClock(),
    logger: createSilentLogger(),
    tmuxPath,
    environment,
  });

test.each([
  ['3.3a', true],
  ['3.2', true],
  ['3.1c', false],
  ['2.9', false],
  ['4.0', true],
  ['next-3.6', true],
  ['master', true],
  ['openbsd-7.5', true],
  ['', false],
])('version %j is supported: %s', (version, supported) => {
  expect(isSupported(version)).toBe(supported);
});

async function fakeTmux(output: string): Promise<string> {
  const path = join(folder, 'tmux');
  await writeFile(path, `#!/bin/sh\necho '${output}'\n`);
  await chmod(path, 0o755);
  return path;
}

test('the check says what is there, what is missing and what to do', async () => {
  expect(await open(undefined, { PATH: '/usr/bin:/bin', HOME: folder }).check()).toMatchObject({
    level: 'ok',
    code: null,
    path: '/usr/bin/tmux',
  });
  expect(await open(join(folder, 'none'), { PATH: '/nowhere', HOME: folder }).check()).toMatchObject({
    level: 'failed',
    code: 'RUNTIME_UNAVAILABLE',
    remedy: expect.stringContaining('3.2'),
  });
  expect(await open(await fakeTmux('tmux 2.9a'), { PATH: '/usr/bin:/bin' }).check()).toMatchObject({
    level: 'failed',
    summary: expect.stringContaining('2.9a'),
    remedy: expect.stringContaining('Install tmux'),
  });
  expect(await open(undefined, { PATH: '/usr/bin:/bin' }, join(folder, 'd'.repeat(90))).check()).toMatchObject({
    level: 'failed',
    code: 'SOCKET_PATH_TOO_LONG',
  });
});

test('a spawn without tmux is refused, and leaves nothing behind', async () => {
  const runtime = open(join(folder, 'none'), { PATH: '/nowhere' });
  const request = { argv: ['/bin/true'], cwd: '/', env: {}, size: { columns: 80, rows: 24 } };
  await expect(runtime.create({ ...request, sessionId: 'a-1' as never, launchId: 'l-1' as never })).rejects.toThrow(/tmux/);
  expect(await runtime.list()).toEqual([]);
  expect(await runtime.probe([runtime.handleFor('a-1' as never, 'l-1' as never)])).toMatchObject([{ state: 'dead' }]);
});
