import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionId } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { runGit, writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { makeWorkspace } from '../__fixtures__/workspace-fixture.ts';
import { forgetWorktree } from './worktree-entry.ts';
import { lockReason, sessionOfLock } from './worktree-marker.ts';
import { findRegistrations, readMovedRegistration, readRegistration } from './worktree-registration.ts';

async function makeWorktree() {
  const fixture = await makeWorkspace();
  const { path } = await fixture.workspace.create(fixture.request('shop-1'));
  const adminDirectory = join(fixture.repository, '.git/worktrees/shop-1');
  return { ...fixture, place: path, adminDirectory };
}

describe('a registration', () => {
  test('names both ends, and whose the worktree is', async () => {
    const { place, adminDirectory, repository } = await makeWorktree();
    const expected = { adminDirectory, commonDirectory: join(repository, '.git'), sessionId: 'shop-1' };
    expect(await readRegistration(place)).toMatchObject({ ...expected, marker: { branch: 'ao/shop-1/work', branchCreated: true } });
    expect(await findRegistrations(join(repository, '.git'), place)).toMatchObject([expected]);
    expect(await findRegistrations(join(repository, '.git'), `${place}-other`)).toEqual([]);
  });

  test('is known by its lock while the worktree is half made', async () => {
    const { place, adminDirectory } = await makeWorktree();
    await rm(join(adminDirectory, 'ao.json'));
    expect(await readRegistration(place)).toMatchObject({ marker: null, sessionId: 'shop-1' });
    await writeFile(join(adminDirectory, 'locked'), 'a reason of somebody else');
    expect(await readRegistration(place)).toMatchObject({ marker: null, sessionId: null });
  });

  test('with a damaged marker is not complete', async () => {
    const { place, adminDirectory } = await makeWorktree();
    for (const text of ['', '{', '{"version":2}']) {
      await writeFile(join(adminDirectory, 'ao.json'), text);
      expect(await readRegistration(place)).toMatchObject({ marker: null });
    }
  });

  test('of a folder that only claims to be a worktree, or that of somebody else, is none', async () => {
    const { place, adminDirectory, folder, repository } = await makeWorktree();
    const liar = join(folder, 'liar');
    await writeFiles(liar, { '.git': `gitdir: ${adminDirectory}\n` });
    expect(await readRegistration(liar)).toBeNull();
    expect(await readRegistration(repository)).toBeNull();
    expect(await readRegistration(join(folder, 'nowhere'))).toBeNull();
    await writeFile(join(place, '.git'), 'nonsense');
    expect(await readRegistration(place)).toBeNull();
  });

  test('of a moved folder still tells where it was registered', async () => {
    const { place, adminDirectory } = await makeWorktree();
    await rename(place, `${place}-moved`);
    expect(await readRegistration(`${place}-moved`)).toBeNull();
    expect(await readMovedRegistration(`${place}-moved`)).toMatchObject({ adminDirectory, sessionId: 'shop-1' });
  });
});

describe('forgetting', () => {
  test('deletes the entry of a worktree whose folder is gone, and only that', async () => {
    const { place, adminDirectory, repository, workspace, request } = await makeWorktree();
    await workspace.create(request('shop-2'));
    await rm(place, { recursive: true });
    await forgetWorktree(adminDirectory);
    await forgetWorktree(adminDirectory);
    const listed = await runGit(repository, 'worktree', 'list');
    expect([listed.includes('shop-1'), listed.includes('shop-2')]).toEqual([false, true]);
    await runGit(repository, 'switch', '--quiet', 'ao/shop-1/work');
  });

  // In the order in which git writes them.
  test.each([[['locked']], [['locked', 'gitdir']], [['locked', 'gitdir', 'HEAD']]])(
    'deletes what a git that was killed at once has left: %j',
    async (files) => {
      const { place, adminDirectory, repository } = await makeWorktree();
      await rm(place, { recursive: true });
      for (const file of await readdir(adminDirectory)) {
        if (!files.includes(file)) await rm(join(adminDirectory, file), { recursive: true });
      }
      const entries = await findRegistrations(join(repository, '.git'), place);
      expect(entries).toMatchObject([{ adminDirectory, sessionId: 'shop-1' }]);
      await forgetWorktree(adminDirectory);
      expect(await runGit(repository, 'worktree', 'list', '--porcelain')).not.toContain('shop-1');
      await expect(readdir(adminDirectory)).rejects.toThrow('ENOENT');
    },
  );

  test('refuses while the folder is there', async () => {
    const { adminDirectory, place } = await makeWorktree();
    await expect(forgetWorktree(adminDirectory)).rejects.toMatchObject({ code: 'GIT_FAILED' });
    expect(await runGit(place, 'status', '--porcelain')).toBe('');
  });

  test('never deletes a folder that is no entry of git', async () => {
    const folder = await makeFolder();
    await writeFiles(join(folder, 'worktrees/precious'), { 'x.txt': 'x' });
    await forgetWorktree(join(folder, 'worktrees/precious'));
    await mkdir(join(folder, 'other'));
    await forgetWorktree(join(folder, 'other'));
    expect(await readFile(join(folder, 'worktrees/precious/x.txt'), 'utf8')).toBe('x');
  });
});

test('a lock reason tells its session, and only ours does', () => {
  expect(sessionOfLock(lockReason('shop-12' as SessionId))).toBe('shop-12');
  expect(sessionOfLock('initializing')).toBeNull();
  expect(sessionOfLock('ao session ')).toBeNull();
});
