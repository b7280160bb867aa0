import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startChild } from './__fixtures__/child-process.ts';
import { temporaryDatabase } from './__fixtures__/temporary-database.ts';
import { withCode } from './__fixtures__/with-code.ts';
import { acquireInstanceLock } from './instance-lock.ts';

const AT_ONCE = 20;

test('of twenty processes started at once exactly one gets the lock', { timeout: 120_000 }, async () => {
  const path = join(temporaryDatabase().directory, 'daemon.lock');
  const children = Array.from({ length: AT_ONCE }, () => startChild({ program: 'locking-child.ts', arguments: [path] }));
  const answers = await Promise.all(children.map((child) => child.nextLine()));
  expect(answers.filter((answer) => answer === 'locked')).toHaveLength(1);
  expect(answers.filter((answer) => answer === 'DAEMON_ALREADY_RUNNING')).toHaveLength(AT_ONCE - 1);
  await Promise.all(children.map((child) => child.kill()));
});

test('the lock ends with its process, however that ends', { timeout: 60_000 }, async () => {
  const path = join(temporaryDatabase().directory, 'daemon.lock');
  for (const end of ['kill', 'endInput'] as const) {
    const child = startChild({ program: 'locking-child.ts', arguments: [path] });
    expect(await child.nextLine()).toBe('locked');
    expect(() => acquireInstanceLock(path)).toThrow(withCode('DAEMON_ALREADY_RUNNING'));
    await child[end]();
    acquireInstanceLock(path).release();
  }
});

test('one process cannot take it twice, and releasing lets the next one in', () => {
  const path = join(temporaryDatabase().directory, 'daemon.lock');
  const lock = acquireInstanceLock(path);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(() => acquireInstanceLock(path)).toThrow(withCode('DAEMON_ALREADY_RUNNING'));
  expect(() => acquireInstanceLock(path), 'a refused attempt must not give up the lock').toThrow(withCode('DAEMON_ALREADY_RUNNING'));
  lock.release();
  lock.release();
  using again = acquireInstanceLock(path);
  expect(again).toBeDefined();
});

test('a refused attempt in the holding process does not free the lock for other processes', { timeout: 60_000 }, async () => {
  const path = join(temporaryDatabase().directory, 'daemon.lock');
  using lock = acquireInstanceLock(path);
  expect(() => acquireInstanceLock(path)).toThrow(withCode('DAEMON_ALREADY_RUNNING'));
  const child = startChild({ program: 'locking-child.ts', arguments: [path] });
  expect(await child.nextLine()).toBe('DAEMON_ALREADY_RUNNING');
  lock.release();
});

test('a lock in a folder that is not there is refused', () => {
  const path = join(temporaryDatabase().directory, 'missing', 'daemon.lock');
  expect(() => acquireInstanceLock(path)).toThrow(withCode('HOME_NOT_WRITABLE'));
});
