import { lstat, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitFiles, makeRepository, runGit } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { makeWorkspace } from '../__fixtures__/workspace-fixture.ts';

describe('a new branch', () => {
  test('starts from the default branch, in a locked worktree that is marked outside the work tree', async () => {
    const { workspace, repository, request, path } = await makeWorkspace();
    const head = await runGit(repository, 'rev-parse', 'main');
    const created = await workspace.create(request('shop-1'));
    expect(created).toEqual({ path: path('shop-1'), branch: 'ao/shop-1/work', baseRef: 'main', baseCommit: head, notices: [] });
    expect(await runGit(created.path, 'status', '--porcelain=v2', '--branch', '--ignored')).toBe(
      `# branch.oid ${head}\n# branch.head ao/shop-1/work`,
    );
    expect(await readFile(join(created.path, 'src/app.txt'), 'utf8')).toBe('one\ntwo\nthree\n');
    expect(await runGit(repository, 'worktree', 'list', '--porcelain')).toContain('locked ao session shop-1');
    expect(await runGit(repository, 'config', '--get-regexp', '^branch\\.').catch(() => 'none')).toBe('none');
  });

  test('does not follow what happens to be checked out', async () => {
    const { workspace, repository, request } = await makeWorkspace();
    const main = await runGit(repository, 'rev-parse', 'main');
    await runGit(repository, 'switch', '--quiet', '-c', 'feature');
    await commitFiles(repository, { 'feature.txt': 'f\n' });
    expect(await workspace.create(request('shop-1'))).toMatchObject({ baseRef: 'main', baseCommit: main });
  });

  test('starts from the configured default branch first', async () => {
    const { workspace, repository, request } = await makeWorkspace();
    await runGit(repository, 'branch', 'develop');
    expect(await workspace.create(request('shop-1', { defaultBranch: 'develop' }))).toMatchObject({ baseRef: 'develop', notices: [] });
    const other = await workspace.create(request('shop-2', { defaultBranch: 'gone' }));
    expect(other).toMatchObject({ baseRef: 'main', notices: ['The configured default branch gone does not exist: started from main.'] });
  });

  test('starts from the current branch, or HEAD, when there is no default', async () => {
    const folder = await makeFolder();
    const repository = join(folder, 'r');
    await makeRepository(repository);
    await runGit(repository, 'branch', '-m', 'main', 'trunk');
    const { workspace, request } = await makeWorkspace({ folder, repository });
    expect(await workspace.create(request('shop-1'))).toMatchObject({ baseRef: 'trunk' });
    await runGit(repository, 'checkout', '--quiet', '--detach');
    expect(await workspace.create(request('shop-2'))).toMatchObject({ baseRef: 'HEAD' });
  });

  test.each(['main~1', 'v1', 'other', 'HEAD'])('starts from a given base: %s', async (base) => {
    const { workspace, repository, request } = await makeWorkspace();
    await runGit(repository, 'tag', '-a', 'v1', '-m', 'one');
    await runGit(repository, 'branch', 'other');
    await commitFiles(repository, { 'more.txt': 'm\n' });
    const created = await workspace.create(request('shop-1', { base }));
    expect(created).toMatchObject({ baseRef: base, baseCommit: await runGit(repository, 'rev-parse', `${base}^{commit}`) });
  });
});

describe('what forbids a worktree, before and at creation', () => {
  test.each([
    { name: 'invalid branch name', changes: { branch: 'a..b' }, code: 'INVALID_BRANCH_NAME' },
    { name: 'branch that begins with a dash', changes: { branch: '-x' }, code: 'INVALID_BRANCH_NAME' },
    { name: 'unknown base', changes: { base: 'nowhere' }, code: 'BASE_NOT_FOUND' },
    { name: 'base that looks like an option', changes: { base: '--all' }, code: 'BASE_NOT_FOUND' },
    { name: 'base with a line break', changes: { base: 'main\nHEAD' }, code: 'BASE_NOT_FOUND' },
    { name: 'branch below an existing one', changes: { branch: 'main/x' }, code: 'BRANCH_NAME_CLASH' },
    { name: 'branch above an existing one', changes: { branch: 'deep' }, code: 'BRANCH_NAME_CLASH' },
    { name: 'branch that exists and was not chosen', changes: { branch: 'free' }, code: 'BRANCH_NAME_CLASH' },
    { name: 'chosen branch that is checked out', changes: { branch: 'main', branchIsChosen: true }, code: 'BRANCH_CHECKED_OUT_ELSEWHERE' },
    { name: 'path outside the root', changes: { path: '/tmp/elsewhere' }, code: 'WORKTREE_OUTSIDE_ROOT' },
    { name: 'missing repository', changes: { repositoryPath: '/ao-no-such-folder' }, code: 'PROJECT_PATH_INVALID' },
    { name: 'folder that is no repository', changes: { repositoryPath: '/' }, code: 'NOT_A_GIT_REPOSITORY' },
  ])('$name: $code', async ({ changes, code }) => {
    const { workspace, repository, request, path } = await makeWorkspace();
    await runGit(repository, 'branch', 'deep/er');
    await runGit(repository, 'branch', 'free');
    const before = await runGit(repository, 'for-each-ref');
    const wanted = request('shop-1', changes);
    await expect(workspace.preflight(wanted)).rejects.toMatchObject({ code });
    await expect(workspace.create(wanted)).rejects.toMatchObject({ code });
    expect(await runGit(repository, 'for-each-ref')).toBe(before);
    await expect(lstat(path('shop-1'))).rejects.toThrow('ENOENT');
  });

  test('a repository without a commit: REPOSITORY_EMPTY', async () => {
    const folder = await makeFolder();
    await runGit(folder, 'init', '--quiet', 'empty');
    const { workspace, request } = await makeWorkspace({ folder, repository: join(folder, 'empty') });
    await expect(workspace.preflight(request('shop-1'))).rejects.toMatchObject({ code: 'REPOSITORY_EMPTY' });
    await expect(workspace.create(request('shop-1'))).rejects.toMatchObject({ code: 'REPOSITORY_EMPTY' });
    await expect(workspace.create(request('shop-1', { base: 'main' }))).rejects.toMatchObject({ code: 'REPOSITORY_EMPTY' });
  });

  test('the error for a branch checked out elsewhere names the folder', async () => {
    const { workspace, repository, request } = await makeWorkspace();
    await expect(workspace.create(request('shop-1', { branch: 'main', branchIsChosen: true }))).rejects.toMatchObject({
      message: expect.stringContaining(repository) as string,
      details: { branch: 'main', worktreePath: repository },
    });
  });

  test.each(['file', 'folder with files', 'worktree of another session', 'worktree somebody else made', 'worktree of another repository'])(
    'the path is taken by a %s: WORKTREE_PATH_TAKEN, and it is left alone',
    async (what) => {
      const { workspace, repository, request, path, folder, root } = await makeWorkspace();
      const place = path('shop-1');
      await workspace.create(request('shop-9'));
      if (what === 'file') await writeFile(place, 'mine');
      if (what === 'folder with files') await makeRepository(place);
      if (what === 'worktree of another session') await workspace.create(request('shop-2', { path: place }));
      if (what === 'worktree somebody else made') await runGit(repository, 'worktree', 'add', '--quiet', '-b', 'x', place);
      if (what === 'worktree of another repository') {
        const other = await makeWorkspace({ root, repository: await makeRepository(join(folder, 'other')) });
        await other.workspace.create(other.request('shop-1'));
      }
      const before = await lstat(place);
      await expect(workspace.preflight(request('shop-1'))).rejects.toMatchObject({ code: 'WORKTREE_PATH_TAKEN' });
      await expect(workspace.create(request('shop-1'))).rejects.toMatchObject({ code: 'WORKTREE_PATH_TAKEN' });
      expect((await lstat(place)).ino).toBe(before.ino);
      await expect(runGit(repository, 'rev-parse', '--verify', 'ao/shop-1/work')).rejects.toThrow('Needed a single revision');
    },
  );

  test('a symbolic link below the root does not lead out of it', async () => {
    const { workspace, request, root, folder } = await makeWorkspace();
    await workspace.create(request('shop-9'));
    await symlink(folder, join(root, 'escape'));
    const wanted = request('shop-1', { path: join(root, 'escape', 'shop-1') });
    await expect(workspace.create(wanted)).rejects.toMatchObject({ code: 'WORKTREE_OUTSIDE_ROOT' });
  });
});

describe('a chosen branch', () => {
  test('that exists is used as it is', async () => {
    const { workspace, repository, request } = await makeWorkspace();
    await runGit(repository, 'branch', 'topic');
    const tip = await runGit(repository, 'rev-parse', 'topic');
    await commitFiles(repository, { 'later.txt': 'x\n' });
    const created = await workspace.create(request('shop-1', { branch: 'topic', branchIsChosen: true }));
    expect(created).toMatchObject({ branch: 'topic', baseRef: 'topic', baseCommit: tip });
    expect(await runGit(created.path, 'rev-parse', '--abbrev-ref', 'HEAD')).toBe('topic');
  });

  test('that does not exist is made from the base', async () => {
    const { workspace, request } = await makeWorkspace();
    const created = await workspace.create(request('shop-1', { branch: 'größe', branchIsChosen: true }));
    expect(created).toMatchObject({ branch: 'größe', baseRef: 'main' });
  });
});
