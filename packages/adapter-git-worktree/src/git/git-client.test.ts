import { join } from 'node:path';
import { createSystemClock } from '@ao/adapter-kit';
import { describe, expect, test } from 'vitest';
import { makeGitScript } from '../__fixtures__/git-script.ts';
import { makeRepository, writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { createGitClient } from './git-client.ts';
import { runDespiteLocks, writeDespiteLocks } from './git-lock-retry.ts';

const git = createGitClient('git');

describe('running git', () => {
  test('answers text, and bytes one character each', async () => {
    const cwd = await makeRepository(await makeFolder(), { 'é.txt': 'é' });
    expect(await git.text({ cwd, args: ['show', 'HEAD:é.txt'] })).toBe('é');
    expect(await git.byteText({ cwd, args: ['show', 'HEAD:é.txt'] })).toBe('\u00c3\u00a9');
  });

  test('rejects with what git said; run does not', async () => {
    const cwd = await makeRepository(await makeFolder());
    const call = { cwd, args: ['show', 'nothing'] };
    await expect(git.text(call)).rejects.toMatchObject({ code: 'GIT_FAILED', details: { exitCode: 128 } });
    expect((await git.run(call)).exitCode).toBe(128);
  });

  test('takes at most so long, and ends when the caller gives up', async () => {
    const folder = await makeFolder();
    const slow = createGitClient(await makeGitScript(folder, 'sleep 30'));
    await expect(slow.text({ cwd: folder, args: ['status'], timeoutMs: 100 })).rejects.toMatchObject({ code: 'GIT_TIMEOUT' });
    const stop = new AbortController();
    const given = slow.text({ cwd: folder, args: ['status'], signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
  });

  test('of more output than wanted is an error, or is cut short', async () => {
    const cwd = await makeRepository(await makeFolder(), { 'long.txt': 'x'.repeat(100_000) });
    const call = { cwd, args: ['show', 'HEAD:long.txt'], maxOutputBytes: 10 };
    await expect(git.text(call)).rejects.toMatchObject({ code: 'GIT_FAILED' });
    expect(await git.text({ ...call, stopWhenFull: true })).toBe('x'.repeat(10));
  });
});

describe('a lock of another git', () => {
  async function makeLocked(failures: number) {
    const folder = await makeFolder();
    const count = join(folder, 'count');
    await writeFiles(folder, { count: '' });
    const lines = `printf x >> "${count}"; if [ "$(wc -c < "${count}")" -le ${failures} ]; then echo "fatal: Unable to create '/r/.git/x.lock': File exists." >&2; exit 128; fi; exit 0`;
    return { cwd: folder, client: createGitClient(await makeGitScript(folder, lines)) };
  }

  test('is waited for', async () => {
    const { cwd, client } = await makeLocked(3);
    expect((await runDespiteLocks(client, createSystemClock(), { cwd, args: ['x'] })).exitCode).toBe(0);
  });

  test('is waited for only so long, by the clock', async () => {
    const { cwd, client } = await makeLocked(1_000);
    let now = 0;
    const slept: number[] = [];
    const clock = {
      ...createSystemClock(),
      monotonic: () => now,
      sleep: async (delayMs: number) => void ((now += delayMs), slept.push(delayMs)),
    };
    await expect(writeDespiteLocks(client, clock, { cwd, args: ['x'] })).rejects.toMatchObject({ details: { lockFile: '/r/.git/x.lock' } });
    expect(now).toBeGreaterThanOrEqual(5_000);
    expect(Math.max(...slept)).toBeLessThanOrEqual(600);
    expect(new Set(slept).size).toBeGreaterThan(5);
  });

  test('other failures are not tried again', async () => {
    const cwd = await makeRepository(await makeFolder());
    const clock = { ...createSystemClock(), sleep: () => Promise.reject(new Error('slept')) };
    expect((await runDespiteLocks(git, clock, { cwd, args: ['show', 'nothing'] })).exitCode).toBe(128);
  });
});
