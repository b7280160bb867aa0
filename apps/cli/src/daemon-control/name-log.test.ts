import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nameLogOfOther, nameOwnLog } from './name-log.ts';
import { ownService } from './own-service.ts';
import { awaitDaemon } from './start-daemon.ts';

let folder: string;
let env: Readonly<Record<string, string>>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ao-log-'));
  env = { AO_HOME: join(folder, 'home'), XDG_CONFIG_HOME: join(folder, 'config'), HOME: folder };
});
afterEach(() => rmSync(folder, { recursive: true }));

function writeLog(at: number): string {
  const path = join(folder, 'home/logs/daemon.log');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'a line\n');
  utimesSync(path, at / 1_000, at / 1_000);
  return path;
}

test('a daemon that ended before it could write a log is to be seen in the foreground', () => {
  expect(nameOwnLog(env, 1_000_000)).toBe('It wrote no log; to see what it says: ao start --foreground');
});

test('a log from before is about another daemon, one that was written since is named with its path', () => {
  const path = writeLog(1_000_000);
  expect(nameOwnLog(env, 2_000_000)).toContain('It wrote no log');
  expect(nameOwnLog(env, 1_000_000)).toBe(`See ${path}.`);
});

test('wrong settings are nothing to stumble over', () => {
  expect(nameOwnLog({ ...env, AO_PORT: 'many' }, 0)).toContain('It wrote no log');
});

test('a daemon of somebody else without a log file runs in a terminal', async () => {
  expect(await nameLogOfOther(env)).toBe('It keeps no log: look in the terminal it was started in (ao start --foreground).');
  const path = writeLog(0);
  expect(await nameLogOfOther(env)).toBe(`See ${path}, or look in the terminal it was started in (ao start --foreground).`);
});

test.skipIf(process.platform !== 'linux')('a daemon that is a service tells the journal, whatever log lies in its home', async () => {
  writeLog(0);
  const { manager, definition } = await ownService(env);
  mkdirSync(dirname(manager.unitPath), { recursive: true });
  writeFileSync(manager.unitPath, '');
  expect(manager.unitPath.startsWith(folder)).toBe(true);
  expect(await nameLogOfOther(env)).toBe(`See: journalctl --user -u ${definition.name}`);
});

test('waiting in vain for the daemon of somebody else says where to look', async () => {
  await expect(awaitDaemon(env, 1)).rejects.toThrow('does not answer. It keeps no log: look in the terminal it was started in');
});
