import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock, isSameProcess, readProcessIdentity } from '@ao/adapter-kit';
import type { LaunchId, ProcessIdentity, SessionId } from '@ao/domain';
import { createTestTerminal } from '@ao/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { launchFolders, locate } from './launch-location.ts';
import { destroyTerminal } from './terminal-destroy.ts';

const clock = createSystemClock();
const endings: (() => unknown)[] = [];
let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ao-destroy-'));
});
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
  rmSync(home, { recursive: true });
});

async function identityOf(pid: number | undefined): Promise<ProcessIdentity> {
  const identity = pid === undefined ? null : await readProcessIdentity(pid);
  if (identity === null) throw new Error('it runs');
  return identity;
}

function sleeper() {
  const child = spawn('/bin/sleep', ['600'], { stdio: 'ignore' });
  endings.push(() => child.kill('SIGKILL'));
  return child;
}

test.each([
  ['ended', 'ended'],
  ['gave it up and runs on', 'runs on'],
])('whoever has been given the number of the terminal since its program %s is left alone', async (_what, fate) => {
  const location = locate({ directory: home, socketDirectory: home }, launchFolders.handleOf('a-1' as SessionId, 'l-1' as LaunchId));
  if (location === null) throw new Error('the handle is well formed');
  const host = await identityOf(sleeper().pid);
  const program = sleeper();
  const programIdentity = await identityOf(program.pid);
  if (fate === 'ended') {
    program.kill('SIGKILL');
    await new Promise((resolve) => program.once('exit', resolve));
  }
  // Somebody else opens a terminal, and gets the same number.
  const other = createTestTerminal({ argv: ['/bin/cat'], cwd: '/', env: {} });
  endings.push(() => other.close());
  const terminalPath = readlinkSync(`/proc/${other.pid}/fd/0`);
  mkdirSync(location.directory, { recursive: true });
  const record = { version: 1, protocol: 1, host, program: programIdentity, terminalPath, socketPath: '/tmp/x', startedAt: 1_000 };
  writeFileSync(join(location.directory, 'host.json'), JSON.stringify(record));
  const otherIdentity = await identityOf(other.pid);

  expect(await destroyTerminal(location, 200, clock)).toEqual({ alreadyGone: fate === 'ended', survivors: [] });
  expect(await isSameProcess(otherIdentity)).toBe(true);
  other.write('still here\r');
  await other.waitFor('still here');
  expect(await isSameProcess(host)).toBe(false);
});
