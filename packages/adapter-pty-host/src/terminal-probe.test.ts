import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock, readProcessIdentity, TERMINAL_ID_VARIABLE } from '@ao/adapter-kit';
import type { LaunchId, SessionId } from '@ao/domain';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { launchFolders, type LaunchLocation, locate } from './launch-location.ts';
import { type KnownHosts, probeTerminal, readLastOutputAt } from './terminal-probe.ts';

const clock = createSystemClock();
let home = '';
let location: LaunchLocation;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ao-probe-'));
  const found = locate({ directory: home, socketDirectory: home }, launchFolders.handleOf('a-1' as SessionId, 'l-1' as LaunchId));
  if (found === null) throw new Error('the handle is well formed');
  location = found;
});
afterEach(() => rmSync(home, { recursive: true }));

async function writeFolder(files: { readonly host?: object; readonly exit?: object; readonly output?: string }): Promise<void> {
  mkdirSync(location.directory, { recursive: true });
  if (files.host !== undefined) writeFileSync(join(location.directory, 'host.json'), JSON.stringify(files.host));
  if (files.exit !== undefined) writeFileSync(join(location.directory, 'exit.json'), JSON.stringify(files.exit));
  if (files.output !== undefined) writeFileSync(join(location.directory, 'output.000000000000000.log'), files.output);
}

async function self() {
  const identity = await readProcessIdentity(process.pid);
  if (identity === null) throw new Error('this process runs');
  return identity;
}

const record = (program: object | null, host: object) => ({
  version: 1,
  protocol: 1,
  host,
  program,
  terminalPath: '/dev/pts/0',
  socketPath: '/tmp/x',
  startedAt: 1_000,
  ofTomorrow: true,
});
const GONE = { pid: 2 ** 22 + 5, startTime: '1', bootId: '' };

test('an exit record decides, whatever else is there', async () => {
  await writeFolder({
    host: record(await self(), await self()),
    exit: { version: 1, code: null, signal: 'SIGTERM', at: 77, offset: 3 },
    output: 'abc',
  });
  expect(await probeTerminal(location, { clock })).toEqual({
    state: 'dead',
    exit: { code: null, signal: 'SIGTERM', at: 77, evidence: 'exit_record' },
    lastOutputAt: await readLastOutputAt(location.directory),
  });
});

test('a program that runs is alive, with the process that was recorded and the time of its last output', async () => {
  const identity = await self();
  await writeFolder({ host: record(identity, identity), output: 'abc' });
  utimesSync(join(location.directory, 'output.000000000000000.log'), 1_700_000_000, 1_700_000_000.5);
  expect(await probeTerminal(location, { clock })).toEqual({ state: 'alive', process: identity, lastOutputAt: 1_700_000_000_500 });
});

test('a program that never printed has no time of its last output', async () => {
  const identity = await self();
  await writeFolder({ host: record(identity, identity), output: '' });
  expect(await probeTerminal(location, { clock })).toMatchObject({ state: 'alive', lastOutputAt: null });
});

test.each([
  ['no process has the pid', async () => ({ ...GONE, bootId: (await self()).bootId }), 'process_gone'],
  ['another process has the pid', async () => ({ ...(await self()), startTime: '1' }), 'process_replaced'],
  ['the machine was started anew', async () => ({ ...(await self()), bootId: 'another' }), 'boot_changed'],
])('dead with evidence: %s', async (_, identityOf, evidence) => {
  const identity = await identityOf();
  await writeFolder({ host: record(identity, identity) });
  expect(await probeTerminal(location, { clock })).toMatchObject({ state: 'dead', exit: { evidence, code: null, signal: null } });
});

test('a reboot is dated by the last that was heard of the terminal', async () => {
  const identity = { ...(await self()), bootId: 'another' };
  await writeFolder({ host: record(identity, identity) });
  expect(await probeTerminal(location, { clock })).toMatchObject({ exit: { at: 1_000 } });
  await writeFolder({ output: 'abc' });
  utimesSync(join(location.directory, 'output.000000000000000.log'), 1_700_000_000, 1_700_000_000);
  expect(await probeTerminal(location, { clock })).toMatchObject({ exit: { at: 1_700_000_000_000 } });
});

test('while the host lives, the record of an end that just happened is waited for', async () => {
  const identity = await self();
  await writeFolder({ host: record({ ...GONE, bootId: identity.bootId }, identity) });
  const probing = probeTerminal(location, { clock });
  setTimeout(() => void writeFolder({ exit: { version: 1, code: 5, signal: null, at: 9, offset: 0 } }), 60);
  expect(await probing).toMatchObject({ state: 'dead', exit: { code: 5, evidence: 'exit_record' } });
});

test('a terminal that is just being made is unknown; one that never came to be is gone', async () => {
  await writeFolder({});
  const host = spawn('/bin/sleep', ['60'], { env: { [TERMINAL_ID_VARIABLE]: location.terminalId }, stdio: 'ignore' });
  await once(host, 'spawn');
  onTestFinished(() => void host.kill('SIGKILL'));
  expect(await probeTerminal(location, { clock })).toMatchObject({ state: 'unknown', error: { code: 'RUNTIME_UNAVAILABLE' } });
  await writeFolder({ host: record(null, await self()) });
  expect(await probeTerminal(location, { clock })).toMatchObject({ state: 'unknown' });
  utimesSync(location.directory, 1_600_000_000, 1_600_000_000);
  expect(await probeTerminal(location, { clock })).toMatchObject({
    state: 'dead',
    exit: { evidence: 'runtime_gone', at: 1_600_000_000_000 },
  });
  rmSync(location.directory, { recursive: true });
  expect(await probeTerminal(location, { clock })).toMatchObject({ state: 'dead', exit: { evidence: 'runtime_gone' } });
});

test.each([
  ['20 seconds later', -21],
  ['also when the clock was set back', 86_400],
])('a host that hangs before it has a program does not keep its session starting: %s', async (_, seconds) => {
  await writeFolder({});
  const host = spawn('/bin/sleep', ['60'], { env: { [TERMINAL_ID_VARIABLE]: location.terminalId }, stdio: 'ignore' });
  await once(host, 'spawn');
  onTestFinished(() => void host.kill('SIGKILL'));
  const madeAt = Date.now() / 1000 + seconds;
  utimesSync(location.directory, madeAt, madeAt);
  expect(await probeTerminal(location, { clock })).toMatchObject({ state: 'dead', exit: { evidence: 'runtime_gone' } });
});

test('a daemon that died between the folder of a terminal and its host does not keep its session starting for long', async () => {
  await writeFolder({});
  const startedAt = performance.now();
  expect(await probeTerminal(location, { clock })).toMatchObject({ state: 'dead', exit: { evidence: 'runtime_gone' } });
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});

test.each([
  ['is cut off', '{"version":1,"hos'],
  ['lacks what is needed', '{"version":1}'],
])('a record that %s proves nothing', async (_, text) => {
  await writeFolder({});
  writeFileSync(join(location.directory, 'host.json'), text);
  expect(await probeTerminal(location, { clock })).toMatchObject({ state: 'unknown', error: { code: 'RUNTIME_UNAVAILABLE' } });
});

test('who runs a terminal is read once for as long as it runs, and its end is seen all the same', async () => {
  const knownHosts: KnownHosts = new Map();
  await writeFolder({ host: record(await self(), await self()) });
  const alive = await probeTerminal(location, { clock, knownHosts });
  writeFileSync(join(location.directory, 'host.json'), 'not read again');
  expect(await probeTerminal(location, { clock, knownHosts })).toEqual(alive);
  await writeFolder({ exit: { version: 1, code: 7, signal: null, at: 77, offset: 3 } });
  expect(await probeTerminal(location, { clock, knownHosts })).toMatchObject({ state: 'dead', exit: { code: 7 } });
  expect(knownHosts.size).toBe(0);
});

test.each([
  ['who runs it', 'host.json', ''],
  ['who runs it', 'host.json', '{"version":1}'],
  ['how it ended', 'exit.json', '\0\0\0\0'],
])('a record of %s that was lost with the power does not keep a session undecided for ever: %s %j', async (_, name, text) => {
  await writeFolder({ host: record(await self(), await self()) });
  writeFileSync(join(location.directory, name), text);
  const worker = spawn('/bin/sleep', ['60'], { env: { [TERMINAL_ID_VARIABLE]: location.terminalId }, stdio: 'ignore' });
  onTestFinished(() => void worker.kill('SIGKILL'));
  await once(worker, 'spawn');
  utimesSync(location.directory, 1_600_000_000, 1_600_000_000);
  expect(await probeTerminal(location, { clock })).toMatchObject({ state: 'unknown' });
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  expect(await probeTerminal(location, { clock })).toMatchObject({ state: 'dead', exit: { evidence: 'process_gone', code: null } });
});

test('a damaged record is recognised as such when the clock was set back since', async () => {
  await writeFolder({});
  writeFileSync(join(location.directory, 'host.json'), '');
  const tomorrow = Date.now() / 1000 + 86_400;
  utimesSync(location.directory, tomorrow, tomorrow);
  expect(await probeTerminal(location, { clock })).toMatchObject({ state: 'dead', exit: { evidence: 'process_gone' } });
});

test('a record of a newer version is no damage, however old it is', async () => {
  await writeFolder({});
  writeFileSync(join(location.directory, 'host.json'), '{"version":2}');
  utimesSync(location.directory, 1_600_000_000, 1_600_000_000);
  expect(await probeTerminal(location, { clock })).toMatchObject({
    state: 'unknown',
    error: { message: expect.stringContaining('newer version') },
  });
});
