import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, closeSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { processesOf } from './home-processes.ts';

let folder: string;
let child: ChildProcess | null = null;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'ao-home-')));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function sleeping(options: Parameters<typeof spawn>[2]): Promise<number | undefined> {
  child = spawn('/bin/sleep', ['60'], { stdio: 'ignore', ...options });
  await once(child, 'spawn');
  return child.pid;
}

test('a process is found by its environment, with the session it belongs to', async () => {
  const pid = await sleeping({ env: { AO_HOME: folder, AO_SESSION_ID: 'shop-1', AO_LAUNCH_ID: 'l-1' } });
  expect(processesOf(folder)).toEqual([expect.objectContaining({ pid, sessionId: 'shop-1', launchId: 'l-1', uses: [] })]);
});

test('a process is found by the folder it stands in', async () => {
  const pid = await sleeping({ cwd: folder, env: {} });
  expect(processesOf(folder)).toEqual([expect.objectContaining({ pid, sessionId: null, uses: [folder] })]);
});

test('a process is found by a file it has open', async () => {
  const file = openSync(join(folder, 'log'), 'w');
  const pid = await sleeping({ env: {}, stdio: ['ignore', file, 'ignore'] });
  closeSync(file);
  expect(processesOf(folder)).toEqual([expect.objectContaining({ pid, uses: [join(folder, 'log')] })]);
});

test('others are not', async () => {
  await sleeping({ env: { AO_HOME: `${folder}-other` }, cwd: '/' });
  expect(processesOf(join(folder, 'home'))).toEqual([]);
});
