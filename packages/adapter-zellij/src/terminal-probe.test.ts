import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock, readProcessIdentity, TERMINAL_ID_VARIABLE } from '@ao/adapter-kit';
import type { ProcessIdentity } from '@ao/domain';
import { expect, onTestFinished, test } from 'vitest';
import { LAUNCH_FILE } from './launch/launch-files.ts';
import { writeProcesses, writeSpec } from './launch/launch-records.ts';
import { launchFolders, locate, type LaunchLocation } from './launch-location.ts';
import { probeTerminal } from './terminal-probe.ts';

const clock = createSystemClock();

/** The folder of a terminal that is being created. */
async function makeLaunch(): Promise<LaunchLocation> {
  const directory = await mkdtemp(join(tmpdir(), 'ao-z-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const places = { directory, socketDirectory: join(directory, 'run') };
  const location = locate(places, launchFolders.handleOf('shop-1' as never, 'l-1' as never));
  if (location === null) throw new Error('It is a handle of this runtime.');
  await mkdir(location.directory, { recursive: true });
  return location;
}

async function identityOf(pid: number | undefined): Promise<ProcessIdentity> {
  const identity = await readProcessIdentity(pid ?? 0);
  if (identity === null) throw new Error('It runs.');
  return identity;
}

async function processThatIsGone(): Promise<ProcessIdentity> {
  const child = spawn('/bin/sleep', ['60'], { stdio: 'ignore' });
  const identity = await identityOf(child.pid);
  child.kill('SIGKILL');
  await once(child, 'exit');
  return identity;
}

const spec = { version: 1, zellijPath: '/bin/zellij', zellijVersion: '0.45.1', socketPath: '/run/ao', pane: 0, createdAt: 0 } as const;
const NEVER = { state: 'dead', exit: { evidence: 'runtime_gone' } };
const UNKNOWN = { state: 'unknown', error: { code: 'RUNTIME_UNAVAILABLE' } };

test('a terminal whose creator died before it had begun is known to be none at once, not after twenty seconds', async () => {
  const location = await makeLaunch();
  await writeSpec(location.directory, { ...spec, creator: await processThatIsGone() });
  const startedAt = performance.now();
  expect(await probeTerminal(location, clock)).toMatchObject(NEVER);
  expect(performance.now() - startedAt).toBeLessThan(900);
});

test('a terminal that is being created is unknown', async () => {
  const location = await makeLaunch();
  await writeSpec(location.directory, { ...spec, creator: await identityOf(process.pid) });
  expect(await probeTerminal(location, clock)).toMatchObject(UNKNOWN);
});

test('a program that was let go lives, though its creator has died', async () => {
  const location = await makeLaunch();
  const [creator, own] = [await processThatIsGone(), await identityOf(process.pid)];
  await writeSpec(location.directory, { ...spec, creator });
  await writeProcesses(location.directory, { version: 1, server: own, keeper: own, program: own, terminalPath: null, startedAt: 0 });
  await writeFile(join(location.directory, LAUNCH_FILE.go), '');
  expect(await probeTerminal(location, clock)).toMatchObject({ state: 'alive', process: own });
});

test('a program whose creator died just before letting it go is not called alive: nobody will ever start it', async () => {
  const location = await makeLaunch();
  const [creator, own] = [await processThatIsGone(), await identityOf(process.pid)];
  await writeSpec(location.directory, { ...spec, creator });
  await writeProcesses(location.directory, { version: 1, server: own, keeper: own, program: own, terminalPath: null, startedAt: 0 });
  expect(await probeTerminal(location, clock)).toMatchObject(NEVER);
});

test('what was ended before it was let go never was a program, though its end is written down', async () => {
  const location = await makeLaunch();
  const gone = await processThatIsGone();
  await writeSpec(location.directory, { ...spec, creator: await identityOf(process.pid) });
  await writeProcesses(location.directory, { version: 1, server: gone, keeper: gone, program: gone, terminalPath: null, startedAt: 0 });
  await writeFile(join(location.directory, LAUNCH_FILE.exit), '129 signal\n');
  expect(await probeTerminal(location, clock)).toMatchObject(NEVER);
  await writeFile(join(location.directory, LAUNCH_FILE.go), '');
  expect(await probeTerminal(location, clock)).toMatchObject({ state: 'dead', exit: { signal: 'SIGHUP', evidence: 'exit_record' } });
});

test('what was killed before it was let go never was a program, though nobody wrote down its end', async () => {
  const location = await makeLaunch();
  const gone = await processThatIsGone();
  await writeSpec(location.directory, { ...spec, creator: gone });
  await writeProcesses(location.directory, { version: 1, server: gone, keeper: gone, program: gone, terminalPath: null, startedAt: 0 });
  expect(await probeTerminal(location, clock)).toMatchObject(NEVER);
});

test('a folder in which nothing was begun within a second never will be a terminal', async () => {
  expect(await probeTerminal(await makeLaunch(), clock)).toMatchObject(NEVER);
});

test('as long as something works for a terminal of which nobody wrote down the creator, it is unknown', async () => {
  const location = await makeLaunch();
  const child = spawn('/bin/sleep', ['60'], { stdio: 'ignore', env: { [TERMINAL_ID_VARIABLE]: location.terminalId } });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  expect(await probeTerminal(location, clock)).toMatchObject(UNKNOWN);
});
