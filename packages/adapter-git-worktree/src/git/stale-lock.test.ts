import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, open, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSystemClock } from '@ao/adapter-kit';
import { createRecordingLogger } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { GIT_TEST_ENV, makeRepository, runGit } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { createGitClient } from './git-client.ts';
import { runDespiteLocks } from './git-lock-retry.ts';

/** A git that holds a reference locked, until it is killed. */
async function holdLock(repository: string) {
  const child = spawn('git', ['update-ref', '--stdin'], { cwd: repository, env: { ...process.env, ...GIT_TEST_ENV } });
  child.stdin.write('start\ncreate refs/heads/held HEAD\nprepare\n');
  const lock = join(repository, '.git/refs/heads/held.lock');
  await expect.poll(() => isThere(lock), { timeout: 5_000 }).toBe(true);
  return { child, lock };
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function makeCase() {
  const repository = await makeRepository(join(await makeFolder(), 'repository'));
  const logger = createRecordingLogger();
  const git = createGitClient('git', logger);
  const write = async (ref: string) =>
    (await runDespiteLocks(git, createSystemClock(), { cwd: repository, args: ['update-ref', ref, 'HEAD'] })).exitCode;
  return { repository, logger, write };
}

async function age(file: string): Promise<void> {
  const then = new Date(Date.now() - 60_000);
  await utimes(file, then, then);
}

describe.runIf(process.platform === 'linux')('a lock that is in the way', { timeout: 30_000 }, () => {
  test('of a git that was killed is removed after the wait, and the write succeeds', async () => {
    const { repository, logger, write } = await makeCase();
    const { child, lock } = await holdLock(repository);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await isThere(lock)).toBe(true);
    expect(await write('refs/heads/held')).toBe(0);
    expect(await runGit(repository, 'rev-parse', 'held')).toBe(await runGit(repository, 'rev-parse', 'HEAD'));
    expect(logger.lines.map(({ level, fields }) => [level, fields.file])).toEqual([['warn', lock]]);
  });

  test('of a git that lives is never removed, however old it is', async () => {
    const { repository, write } = await makeCase();
    const { child, lock } = await holdLock(repository);
    await age(lock);
    expect(await write('refs/heads/held')).not.toBe(0);
    expect(await isThere(lock)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  test('that any process has open is never removed', async () => {
    const { repository, write } = await makeCase();
    const lock = join(repository, '.git/refs/heads/held.lock');
    const held = await open(lock, 'w');
    await age(lock);
    expect(await write('refs/heads/held')).not.toBe(0);
    expect(await isThere(lock)).toBe(true);
    await held.close();
  });

  test('that is younger than the wait is not removed', async () => {
    const { repository, write } = await makeCase();
    const lock = join(repository, '.git/refs/heads/held.lock');
    await writeFile(lock, '');
    const later = new Date(Date.now() + 3_000);
    await utimes(lock, later, later);
    expect(await write('refs/heads/held')).not.toBe(0);
    expect(await isThere(lock)).toBe(true);
  });
});
