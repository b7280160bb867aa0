import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { processesOf } from '../harness/home-processes.ts';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

let home: TestHome;
beforeEach(() => {
  home = createTestHome();
});
afterEach(() => home[Symbol.asyncDispose]());

test('a hundred starts at once make one daemon, and all of them succeed', async () => {
  const waves = 5;
  for (let wave = 0; wave < waves; wave += 1) {
    const starts = await Promise.all(Array.from({ length: 100 / waves }, () => home.ao(['start'], { limitMs: 80_000 })));
    expect(starts.map(({ code, stderr }) => ({ code, stderr }))).toEqual(starts.map(() => ({ code: 0, stderr: '' })));
    expect(home.processes().filter(({ command }) => command.includes('daemon/dist/main.js'))).toHaveLength(1);
    await home.ao(['stop']);
  }
}, 240_000);

test('a run file left behind, whose pid belongs to somebody else now, harms nobody', async () => {
  await home.ao(['start']);
  const runFile = join(home.path, 'run/daemon.json');
  const stale = readFileSync(runFile, 'utf8').replace(/"pid": \d+/, `"pid": ${process.pid}`);
  await home.ao(['stop']);
  writeFileSync(runFile, stale, { mode: 0o600 });
  expect((await home.ao(['status'])).code).toBe(6);
  expect((await home.ao(['stop'])).stdout).toContain('was not running');
  expect((await home.ao(['ls'])).stderr).toContain('Started the daemon');
});

test('a port that is taken is told with its number, and with what to do', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const result = await home.ao(['start'], { env: { AO_PORT: String(port) } });
  server.close();
  expect(result.stderr).toContain(`Another program listens on port ${port}. Set AO_PORT`);
  expect(result.code).toBe(1);
  expect(home.processes()).toEqual([]);
});

test('a wrong setting is told with its name before anything is touched', async () => {
  const result = await home.ao(['start'], { env: { AO_PORT: 'many' } });
  expect(result.stderr).toMatch(/AO_PORT is "many"/);
  expect(result.code).toBe(2);
});

test('a damaged database is refused and left as it is', async () => {
  await home.ao(['start']);
  await home.ao(['stop']);
  const path = join(home.path, 'ao.db');
  writeFileSync(path, 'this is not a database, but long enough to be read as one'.repeat(100));
  const before = readFileSync(path);
  const result = await home.ao(['ls']);
  expect(result.stderr).toMatch(/damaged/);
  expect(result.code).toBe(1);
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a database of a newer version is refused and left as it is', async () => {
  await home.ao(['start']);
  await home.ao(['stop']);
  const database = new Database(join(home.path, 'ao.db'));
  database.exec(
    "INSERT INTO migrations SELECT position + 1, name || 'z', hash, applied_at, app_version FROM migrations ORDER BY position DESC LIMIT 1",
  );
  database.close();
  const result = await home.ao(['ls']);
  expect(result.stderr).toMatch(/which this version does not know. Update ao/);
  expect(result.code).toBe(5);
});

test('a home that others may enter is refused with the command that closes it', async () => {
  mkdirSync(home.path, { mode: 0o755 });
  chmodSync(home.path, 0o755);
  const result = await home.ao(['start']);
  expect(result.stderr).toMatch(/chmod 700|0700/);
  expect(result.code).toBe(1);
});

test('a home that is a file, and one with a very long path', async () => {
  writeFileSync(join(home.folder, 'file'), '');
  const file = await home.ao(['start'], { env: { AO_HOME: join(home.folder, 'file') } });
  expect(file.stderr).toMatch(/home|folder|directory/i);
  expect(file.code).not.toBe(0);
  const long = join(home.folder, 'x'.repeat(100), 'y'.repeat(100));
  const env = { AO_HOME: long };
  // Sockets cannot lie in it, so they get a place of their own; everything else works.
  expect((await home.ao(['spawn', '[[say hi]]', '--wait', '--timeout', '30s'], { env })).code).toBe(0);
  expect((await home.ao(['stop', '--all'], { env })).code).toBe(0);
});

test('a full disk is told, nothing is lost or left running, and it goes on when there is space again', async () => {
  const disk = join(home.folder, 'small');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m,mode=0700', 'tmpfs', disk]);
  const ballast = join(disk, 'ballast');
  const env = { AO_HOME: join(disk, 'home') };
  const fill = (): void => void spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=4k']);
  try {
    fill();
    const atStart = await home.ao(['start'], { env });
    expect(atStart.stderr).toMatch(/disk is full|no space/i);
    expect(atStart.code).toBe(1);
    expect(processesOf(env.AO_HOME)).toEqual([]);
    rmSync(ballast);
    expect((await home.ao(['spawn', '[[say before]]', '--wait', '--timeout', '30s'], { env })).code).toBe(0);
    fill();
    const whileRunning = await home.ao(['spawn', '[[say during]]'], { env });
    expect(whileRunning.code).toBe(1);
    expect(whileRunning.stderr).toMatch(/full|space/i);
    rmSync(ballast);
    expect((await home.ao(['spawn', '[[say after]]', '--wait', '--timeout', '30s'], { env })).code).toBe(0);
    expect((await home.ao(['session', 'get', 'shop-1'], { env })).stdout).toContain('idle');
  } finally {
    await home.ao(['stop', '--all'], { env });
    execFileSync('umount', ['-l', disk]);
  }
  expect(processesOf(env.AO_HOME)).toEqual([]);
});

test('a stop with clients attached ends their streams properly, well within ten seconds', async () => {
  await home.ao(['spawn', '[[chat 10000 5]]']);
  const printed = join(home.folder, 'events.jsonl');
  const watching = home.shell(`ao events --no-follow --json > '${printed}'`);
  const terminal = home.attach('shop-1');
  await terminal.waitFor(/\d/);
  // One that comes only after the stop would start the next daemon.
  await expect.poll(() => readFileSync(printed, 'utf8'), { timeout: 20_000 }).toContain('"type":"snapshot"');
  const before = performance.now();
  process.kill(home.daemonPid(), 'SIGTERM');
  const events = await watching.exited;
  expect(performance.now() - before).toBeLessThan(10_000);
  expect(readFileSync(printed, 'utf8').trimEnd().split('\n').at(-1)).toContain('"type":"shutdown"');
  expect(events.code).toBe(0);
  terminal.write('\u001cd');
  expect((await terminal.exited).code).toBe(0);
  // The agent went on.
  expect(home.processes().some(({ command }) => command.includes('--session-id'))).toBe(true);
});
