import { mkdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RemovalPlan } from '@ao/ports';
import { describe, expect, test } from 'vitest';
import { commitFiles, makeClone, makeRepository, runGit, writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { makeWorkspace, type WorkspaceFixture } from '../__fixtures__/workspace-fixture.ts';

interface Prepared extends WorkspaceFixture {
  readonly place: string;
  plan(): Promise<RemovalPlan>;
}

async function prepare(): Promise<Prepared> {
  const fixture = await makeWorkspace();
  const { path: place, baseCommit } = await fixture.workspace.create(fixture.request('shop-1'));
  return { ...fixture, place, plan: () => fixture.workspace.planRemoval({ ...fixture.target('shop-1'), baseCommit }) };
}

describe('a worktree may go when all it holds is stored elsewhere', () => {
  test('clean, without commits', async () => {
    const { plan, place } = await prepare();
    const made = await plan();
    expect(made).toMatchObject({
      action: 'remove',
      path: place,
      reason: 'clean',
      dirtyFiles: [],
      dirtyFileCount: 0,
      unpushedCommits: 0,
      rescueRef: null,
    });
    expect(made.sizeBytes).toBeGreaterThan(4096);
    expect(await plan()).toEqual(made);
  });

  test('commits are safe on the branch, pushed or not', async () => {
    const { plan, place } = await prepare();
    await commitFiles(place, { 'a.txt': 'a\n' });
    await commitFiles(place, { 'b.txt': 'b\n' });
    expect(await plan()).toMatchObject({
      action: 'remove',
      unpushedCommits: 2,
      reason: 'clean; 2 commits not pushed, safe on ao/shop-1/work',
    });
  });

  test('pushed commits do not count as unpushed', async () => {
    const folder = await makeFolder();
    const { repository } = await makeClone(folder);
    const { workspace, request, target } = await makeWorkspace({ folder, repository });
    const { path } = await workspace.create(request('shop-1'));
    await commitFiles(path, { 'a.txt': 'a\n' });
    await runGit(path, 'push', '--quiet', 'origin', 'HEAD');
    expect(await workspace.planRemoval(target('shop-1'))).toMatchObject({ action: 'remove', unpushedCommits: 0, reason: 'clean' });
  });

  test('ignored files are named, because nobody saves them', async () => {
    const { plan, place } = await prepare();
    await writeFiles(place, { 'ignored/a': '1', 'ignored/b': '2', 'x.log': 'l' });
    expect(await plan()).toMatchObject({ action: 'remove', reason: 'clean; ignored files are not saved: ignored/, x.log' });
  });

  test('stashes stay in the repository, and are mentioned', async () => {
    const { plan, place } = await prepare();
    await writeFiles(place, { 'README.md': 'changed\n' });
    await runGit(place, 'stash', '--quiet');
    expect(await plan()).toMatchObject({ action: 'remove', reason: 'clean; 1 stash kept in the repository' });
  });

  test('a detached HEAD at a commit that a branch has', async () => {
    const { plan, place } = await prepare();
    await runGit(place, 'checkout', '--quiet', '--detach', 'main');
    expect(await plan()).toMatchObject({ action: 'remove' });
  });

  test('a folder that somebody deleted is gone', async () => {
    const { plan, place } = await prepare();
    await rm(place, { recursive: true });
    expect(await plan()).toMatchObject({ action: 'gone', dirtyFileCount: 0, sizeBytes: 0 });
  });
});

describe('a worktree must be saved first', () => {
  test('when it has changed, staged or untracked files', async () => {
    const { plan, place } = await prepare();
    await writeFiles(place, { 'README.md': 'changed\n', 'new/ä.txt': 'n\n', 'src/app.txt': 'staged\n' });
    await runGit(place, 'add', 'src');
    expect(await plan()).toMatchObject({
      action: 'save',
      reason: '3 uncommitted files',
      dirtyFiles: ['README.md', 'src/app.txt', 'new/ä.txt'],
      dirtyFileCount: 3,
      rescueRef: 'refs/ao/rescue/shop-1/1',
    });
  });

  test('at most 100 files are named, all are counted', async () => {
    const { plan, place } = await prepare();
    await writeFiles(place, Object.fromEntries(Array.from({ length: 130 }, (_, index) => [`f${index}`, 'x'])));
    const made = await plan();
    expect([made.dirtyFileCount, made.dirtyFiles.length]).toEqual([130, 100]);
  });

  test('when a detached HEAD has commits that nothing else has', async () => {
    const { plan, place } = await prepare();
    await runGit(place, 'checkout', '--quiet', '--detach');
    await commitFiles(place, { 'loose.txt': 'l\n' });
    expect(await plan()).toMatchObject({ action: 'save', reason: '1 commit on no branch', rescueRef: 'refs/ao/rescue/shop-1/1' });
  });

  test('when its branch has no commit', async () => {
    const { plan, place } = await prepare();
    await runGit(place, 'switch', '--quiet', '--orphan', 'fresh');
    expect(await plan()).toMatchObject({ action: 'save', reason: 'a branch without a commit' });
  });
});

describe('a worktree is kept', () => {
  const conflict = async ({ place, repository }: Prepared): Promise<void> => {
    await commitFiles(place, { 'README.md': 'ours\n' });
    await commitFiles(repository, { 'README.md': 'theirs\n' });
  };
  const fails = (promise: Promise<unknown>): Promise<unknown> => promise.catch(() => undefined);

  test.each<{ readonly name: string; readonly make: (prepared: Prepared) => Promise<unknown>; readonly reason: string | RegExp }>([
    {
      name: 'during a rebase',
      make: async (prepared) => [await conflict(prepared), await fails(runGit(prepared.place, 'rebase', 'main'))],
      reason: 'a rebase is in progress',
    },
    {
      name: 'during a merge',
      make: async (prepared) => [await conflict(prepared), await fails(runGit(prepared.place, 'merge', 'main'))],
      reason: 'a merge is in progress',
    },
    {
      name: 'during a cherry-pick',
      make: async (prepared) => [await conflict(prepared), await fails(runGit(prepared.place, 'cherry-pick', 'main'))],
      reason: 'a cherry-pick is in progress',
    },
    {
      name: 'during a revert',
      make: async ({ place }) => [
        await commitFiles(place, { 'README.md': 'one\n' }),
        await commitFiles(place, { 'README.md': 'two\n' }),
        await fails(runGit(place, 'revert', '--no-edit', 'HEAD~1')),
      ],
      reason: 'a revert is in progress',
    },
    { name: 'during a bisect', make: ({ place }) => runGit(place, 'bisect', 'start'), reason: 'a bisect is in progress' },
    {
      name: 'with merge conflicts of a stash',
      make: async ({ place }) => [
        await writeFiles(place, { 'README.md': 'stashed\n' }),
        await runGit(place, 'stash', '--quiet'),
        await commitFiles(place, { 'README.md': 'committed\n' }),
        await fails(runGit(place, 'stash', 'pop')),
      ],
      reason: '1 file with merge conflicts',
    },
    {
      name: 'while git is at work in it',
      make: ({ repository }) => writeFile(join(repository, '.git/worktrees/shop-1/index.lock'), ''),
      reason: 'a git command is at work in it',
    },
    {
      name: 'with a clean repository inside that is not ignored',
      make: ({ place, repository }) => runGit(place, 'clone', '--quiet', repository, 'nested'),
      reason: /^nested\/? is another repository/u,
    },
    {
      name: 'with an ignored repository that holds changes',
      make: ({ place, repository }) =>
        runGit(place, 'clone', '--quiet', repository, 'ignored/dep').then(() => writeFiles(place, { 'ignored/dep/x': 'x' })),
      reason: 'ignored/dep is another repository, with changes',
    },
    {
      name: 'with an ignored repository that holds commits of its own',
      make: ({ place }) => makeRepository(join(place, 'ignored/own')),
      reason: 'ignored/own is another repository, with commits that are not pushed',
    },
    {
      name: 'with an ignored repository that is damaged',
      make: ({ place }) => mkdir(join(place, 'ignored/broken/.git'), { recursive: true }),
      reason: 'ignored/broken is another repository that cannot be examined',
    },
    {
      name: 'with another worktree inside',
      make: ({ place }) => runGit(place, 'worktree', 'add', '--quiet', '-b', 'inner', 'ignored/inner'),
      reason: 'ignored/inner is another worktree',
    },
    {
      name: 'when its repository does not know it any more',
      make: ({ repository }) => rm(join(repository, '.git/worktrees/shop-1'), { recursive: true }),
      reason: 'no repository knows this folder as a worktree',
    },
    {
      name: 'when its index is damaged',
      make: ({ repository }) => writeFile(join(repository, '.git/worktrees/shop-1/index'), 'nonsense'),
      reason: /^it cannot be examined: git .+/u,
    },
  ])('$name', async ({ make, reason }) => {
    const prepared = await prepare();
    await make(prepared);
    const plan = await prepared.plan();
    expect(plan).toMatchObject({
      action: 'keep',
      rescueRef: null,
      reason: expect.stringMatching(reason) as string,
    });
    const { target, workspace } = prepared;
    expect(await workspace.remove({ ...target('shop-1'), plan, allowSave: true })).toMatchObject({ removed: false, rescueRef: null });
    expect(await workspace.planRemoval(target('shop-1'))).toMatchObject({ action: 'keep' });
  });

  test('when it belongs to another session, or was not made here', async () => {
    const { workspace, request, target, path, repository } = await makeWorkspace();
    await workspace.create(request('shop-1'));
    const other = { ...target('shop-2'), path: path('shop-1') };
    expect(await workspace.planRemoval(other)).toMatchObject({ action: 'keep', reason: 'it is the worktree of session shop-1' });
    await runGit(repository, 'worktree', 'add', '--quiet', '-b', 'x', path('shop-3'));
    expect(await workspace.planRemoval(target('shop-3'))).toMatchObject({ action: 'keep', reason: 'ao did not make this worktree' });
  });

  test('an old lock of the index, left by a git that was killed, is no reason to keep it', async () => {
    const { plan, repository } = await prepare();
    const lock = join(repository, '.git/worktrees/shop-1/index.lock');
    await writeFile(lock, '');
    await utimes(lock, 1_000, 1_000);
    expect(await plan()).toMatchObject({ action: 'remove' });
  });

  test('an ignored clone whose commits its remote has is no reason to keep it', async () => {
    const { plan, place, repository } = await prepare();
    await runGit(place, 'clone', '--quiet', repository, 'ignored/dep');
    expect(await plan()).toMatchObject({ action: 'remove' });
  });
});

test.each(['/', '/tmp', '..', 'relative'])('nothing outside the root is ever looked at: %s', async (path) => {
  const { workspace, target, root } = await makeWorkspace();
  const outside = { ...target('shop-1'), path: path === '..' ? join(root, 'shop/../../x') : path };
  await expect(workspace.planRemoval(outside)).rejects.toMatchObject({ code: 'WORKTREE_OUTSIDE_ROOT' });
});

test('a worktree folder replaced by a symbolic link is not followed', async () => {
  const { workspace, target, place, repository } = await prepare();
  await rm(place, { recursive: true });
  await symlink(repository, place);
  await expect(workspace.planRemoval(target('shop-1'))).rejects.toMatchObject({ code: 'WORKTREE_OUTSIDE_ROOT' });
});
