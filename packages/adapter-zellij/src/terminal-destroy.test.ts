import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock, TERMINAL_ID_VARIABLE } from '@ao/adapter-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeSpec } from './launch/launch-records.ts';
import { type LaunchLocation, launchFolders, locate } from './launch-location.ts';
import { destroyTerminal } from './terminal-destroy.ts';

const clock = createSystemClock();
let root: string;
let location: LaunchLocation;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'ao-z-'));
  const places = { directory: join(root, 'zellij'), socketDirectory: join(root, 'z') };
  const found = locate(places, launchFolders.handleOf('shop-1' as never, 'l-1' as never));
  if (found === null) throw new Error('the handle is one of ours');
  location = found;
  await mkdir(location.directory, { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** As a client does that its creator left alone: after a moment it makes the sockets of a session, and serves. */
async function startLate(afterSeconds: number): Promise<{ readonly ended: Promise<unknown> }> {
  const script = `sleep ${afterSeconds}; AO=1 exec env ${TERMINAL_ID_VARIABLE}=${location.terminalId} sh -c 'mkdir -p "$1/contract_version_1"; exec sleep 60' sh "$1"`;
  const late = spawn('/bin/sh', ['-c', script, 'sh', location.socketDirectory], {
    stdio: 'ignore',
    env: { PATH: process.env['PATH'] ?? '' },
  });
  const ended = once(late, 'exit');
  await once(late, 'spawn');
  return { ended };
}

test('a server that starts while its interrupted creation is cleared away is ended, and leaves no sockets', {
  timeout: 20_000,
}, async () => {
  const spec = { version: 1, zellijPath: '/zellij', zellijVersion: '0', socketPath: location.socketPath, pane: 0, createdAt: 0 } as const;
  await writeSpec(location.directory, { ...spec, creator: null });
  const { ended } = await startLate(0.1);
  await destroyTerminal(location, 100, clock);
  await ended;
  expect(existsSync(location.socketDirectory)).toBe(false);
});

test('what was only planned is cleared away at once', async () => {
  await mkdir(location.socketDirectory, { recursive: true });
  const sleeps: number[] = [];
  const watched = { ...clock, sleep: (ms: number) => (sleeps.push(ms), clock.sleep(ms)) };
  expect(await destroyTerminal(location, 100, watched)).toEqual({ alreadyGone: true, survivors: [] });
  expect(sleeps).toEqual([]);
  expect(existsSync(location.socketDirectory)).toBe(false);
});
