import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withFileLock } from './file-lock.ts';

const DEAD = JSON.stringify({ pid: process.pid, startTime: 'another', bootId: 'another' });

let directory = '';
let path = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ao-lock-'));
  path = join(directory, 'settings.json');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function leaveLockOfDead(): void {
  mkdirSync(`${path}.ao-lock`);
  writeFileSync(join(`${path}.ao-lock`, 'owner-0123456789ab.json'), DEAD);
}

test('of many who find the lock of a dead program at once, one at a time works', async () => {
  for (let round = 0; round < 8; round += 1) {
    leaveLockOfDead();
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 1));
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 12 }, () => withFileLock(path, 10_000, work)));
    expect(most).toBe(1);
  }
  expect(readdirSync(directory)).toEqual([]);
});

test('a lock that was left between its owner and itself going is free', async () => {
  mkdirSync(`${path}.ao-lock`);
  expect(await withFileLock(path, 0, async () => 'done')).toBe('done');
});

test('work that fails leaves no lock', async () => {
  await expect(withFileLock(path, 0, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(readdirSync(directory)).toEqual([]);
});

test('a folder that cannot be written is told as it is', async () => {
  await expect(withFileLock(join(directory, 'none', 'x'), 0, async () => {})).rejects.toMatchObject({ code: 'ENOENT' });
});
