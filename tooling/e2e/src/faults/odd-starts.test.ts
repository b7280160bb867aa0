import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

let home: TestHome;
beforeEach(() => {
  home = createTestHome();
});
afterEach(() => home[Symbol.asyncDispose]());

test('a start while another daemon is ending starts one when that is gone, instead of waiting for it in vain', async () => {
  await home.ao(['start']);
  await home.ao(['stop']);
  // What is left of a daemon that is ending once it answers no more: its lock.
  const holder = spawn(
    process.execPath,
    [
      '-e',
      "const lock = new (require('better-sqlite3'))(process.argv[1]); lock.exec('BEGIN EXCLUSIVE'); console.log('held'); setTimeout(() => process.exit(), 2500)",
      join(home.path, 'run/daemon.lock'),
    ],
    { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void holder.kill('SIGKILL'));
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  const start = await home.ao(['start'], { limitMs: 30_000 });
  expect({ code: start.code, stderr: start.stderr }).toEqual({ code: 0, stderr: '' });
  expect((await home.ao(['status'])).code).toBe(0);
}, 60_000);

test('a run file left behind, whose port belongs to another program now, does not keep ao from starting the daemon', async () => {
  await home.ao(['start']);
  const runFile = join(home.path, 'run/daemon.json');
  const server = createServer((_, answer) => void answer.end('<html>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const stale = readFileSync(runFile, 'utf8').replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${(server.address() as AddressInfo).port}`);
  await home.ao(['stop']);
  writeFileSync(runFile, stale, { mode: 0o600 });
  expect((await home.ao(['status'])).code).toBe(6);
  expect((await home.ao(['stop'])).stdout).toContain('was not running');
  const list = await home.ao(['ls']);
  expect(list.stderr).toContain('Started the daemon');
  expect(list.code).toBe(0);
});

test('a relative AO_HOME names the same folder for the command and its daemon, whatever PWD somebody handed on', async () => {
  const [here, elsewhere] = [join(home.folder, 'here'), join(home.folder, 'elsewhere')];
  mkdirSync(here);
  mkdirSync(elsewhere);
  const call = (...args: readonly string[]) => home.ao(args, { cwd: here, env: { AO_HOME: 'mine', PWD: elsewhere } });
  try {
    expect((await call('start')).code).toBe(0);
    expect((await call('status')).code).toBe(0);
    expect([existsSync(join(here, 'mine')), existsSync(join(elsewhere, 'mine'))]).toEqual([true, false]);
  } finally {
    for (const folder of [here, elsewhere]) await home.ao(['stop'], { env: { AO_HOME: join(folder, 'mine') } });
  }
});

test.each([
  ['an error nobody caught', "setTimeout(() => { throw new Error('bad luck in a timer'); }, 1500)"],
  ['a promise nobody looked after', "setTimeout(() => void Promise.reject(new Error('bad luck in a timer')), 1500)"],
])('%s ends the daemon with its reason in the log, and the next call starts a new one', async (_what, code) => {
  const agent = join(home.folder, 'unlucky.mjs');
  const log = join(home.path, 'logs/daemon.log');
  writeFileSync(agent, `if (!process.env.CALM) ${code};\nexport { createAgent } from ${JSON.stringify(home.env['AO_AGENT_MODULES'])};\n`);
  const start = await home.ao(['start'], { env: { AO_AGENT_MODULES: agent } });
  expect(start.stderr).toBe('');
  await expect.poll(() => home.processes().length, { timeout: 10_000 }).toBe(0);
  expect(existsSync(join(home.path, 'run/daemon.json'))).toBe(false);
  expect(readFileSync(log, 'utf8')).toContain('bad luck in a timer');
  expect((await home.ao(['ls'])).stderr).toContain('Started the daemon');
});
