import { access, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionId } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { makeGitScript } from '../__fixtures__/git-script.ts';
import { commitFiles, runGit, writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeWorkspace, type WorkspaceFixture } from '../__fixtures__/workspace-fixture.ts';
import { createPendingCreations } from '../create/pending-creation.ts';

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function refs({ repository }: WorkspaceFixture): Promise<readonly string[]> {
  return (await runGit(repository, 'for-each-ref', '--format=%(refname)')).split('\n');
}

async function makeDirty(): Promise<WorkspaceFixture & { readonly place: string }> {
  const fixture = await makeWorkspace();
  const { path: place } = await fixture.workspace.create(fixture.request('shop-1'));
  await writeFiles(place, { 'README.md': 'changed\n', 'new.txt': 'n\n' });
  return { ...fixture, place };
}

describe('removing', () => {
  test('a clean worktree leaves its branch, and nothing else', async () => {
    const fixture = await makeWorkspace();
    const { workspace, request, target, repository, root } = fixture;
    const { path } = await workspace.create(request('shop-1'));
    const outside = join(fixture.folder, 'outside');
    await writeFiles(outside, { 'precious.txt': 'p\n' });
    await mkdir(join(path, 'ignored'));
    await symlink(outside, join(path, 'ignored/link'));
    const plan = await workspace.planRemoval(target('shop-1'));
    expect(await workspace.remove({ ...target('shop-1'), plan, allowSave: false })).toEqual({
      removed: true,
      rescueRef: null,
      reason: 'clean; ignored files are not saved: ignored/',
    });
    expect(await exists(path)).toBe(false);
    expect(await refs(fixture)).toEqual(['refs/heads/ao/shop-1/work', 'refs/heads/main']);
    expect(await runGit(repository, 'worktree', 'list')).not.toContain('shop-1');
    await expect.poll(() => readdir(join(root, '.trash')), { timeout: 5_000 }).toEqual([]);
    expect(await readFile(join(outside, 'precious.txt'), 'utf8')).toBe('p\n');
  });

  test('needs leave to save, and then saves to the ref of the plan', async () => {
    const fixture = await makeDirty();
    const { workspace, target, place } = fixture;
    const plan = await workspace.planRemoval(target('shop-1'));
    const refused = await workspace.remove({ ...target('shop-1'), plan, allowSave: false });
    expect(refused).toEqual({ removed: false, rescueRef: null, reason: '2 uncommitted files' });
    expect(await refs(fixture)).not.toContain(plan.rescueRef);
    const removed = await workspace.remove({ ...target('shop-1'), plan, allowSave: true });
    expect(removed).toEqual({ removed: true, rescueRef: 'refs/ao/rescue/shop-1/1', reason: '2 uncommitted files' });
    expect(await refs(fixture)).toContain(plan.rescueRef);
    expect(await exists(place)).toBe(false);
  });

  test('does not touch entries of other worktrees, even where their folder is gone', async () => {
    const { workspace, request, target, repository, folder } = await makeWorkspace();
    await workspace.create(request('shop-1'));
    const elsewhere = join(folder, 'on a disk');
    await runGit(repository, 'worktree', 'add', '--quiet', '-b', 'mine', elsewhere);
    await rename(elsewhere, `${elsewhere} that is not mounted`);
    const plan = await workspace.planRemoval(target('shop-1'));
    await workspace.remove({ ...target('shop-1'), plan, allowSave: false });
    expect(await runGit(repository, 'worktree', 'list', '--porcelain')).toContain(elsewhere);
  });

  test.each<{ readonly name: string; readonly change: (place: string) => Promise<unknown> }>([
    { name: 'a new file', change: (place) => writeFiles(place, { 'later.txt': 'l' }) },
    { name: 'other content of the same size', change: (place) => writeFiles(place, { 'new.txt': 'm\n' }) },
    { name: 'a file staged', change: (place) => runGit(place, 'add', '.') },
    { name: 'a commit', change: (place) => runGit(place, 'commit', '--quiet', '--allow-empty', '-m', 'more') },
    { name: 'the work done', change: (place) => runGit(place, 'reset', '--quiet', '--hard') },
  ])('refuses when the worktree changed after the plan was made: $name', async ({ change }) => {
    const { workspace, target, place } = await makeDirty();
    const plan = await workspace.planRemoval(target('shop-1'));
    await change(place);
    expect(await workspace.remove({ ...target('shop-1'), plan, allowSave: true })).toEqual({
      removed: false,
      rescueRef: null,
      reason: 'it changed after the plan was made; plan again',
    });
    expect(await exists(place)).toBe(true);
  });

  test('takes the worktree back when somebody writes to it at the last moment', async () => {
    const first = await makeDirty();
    const { target, place, folder, root } = first;
    const late = 'case " $* " in *" status "*) case "$PWD" in *.trash*) echo late > late.txt;; esac;; esac';
    const { workspace } = await makeWorkspace({ ...first, gitPath: await makeGitScript(folder, late) });
    const plan = await workspace.planRemoval(target('shop-1'));
    expect(await workspace.remove({ ...target('shop-1'), plan, allowSave: true })).toMatchObject({ removed: false });
    expect(await readFile(join(place, 'late.txt'), 'utf8')).toBe('late\n');
    expect(await readdir(join(root, '.trash'))).toEqual([]);
    expect(await runGit(place, 'status', '--porcelain')).toBe(' M README.md\n?? late.txt\n?? new.txt');
  });

  test('is success when the folder is gone already; the repository forgets it', async () => {
    const { workspace, target, place, repository } = await makeDirty();
    const plan = await workspace.planRemoval(target('shop-1'));
    await rm(place, { recursive: true });
    expect(await workspace.remove({ ...target('shop-1'), plan, allowSave: false })).toMatchObject({ removed: true, rescueRef: null });
    expect(await runGit(repository, 'worktree', 'list')).not.toContain('shop-1');
    const again = await workspace.planRemoval(target('shop-1'));
    expect(await workspace.remove({ ...target('shop-1'), plan: again, allowSave: false })).toMatchObject({ removed: true });
  });

  test('keeps commits that only the entry of a deleted worktree held', async () => {
    const { workspace, target, request, repository } = await makeWorkspace();
    const { path } = await workspace.create(request('shop-1'));
    await runGit(path, 'checkout', '--quiet', '--detach');
    const loose = await commitFiles(path, { 'loose.txt': 'l\n' });
    await rm(path, { recursive: true });
    const plan = await workspace.planRemoval(target('shop-1'));
    const { rescueRef } = await workspace.remove({ ...target('shop-1'), plan, allowSave: true });
    expect(rescueRef).toBe('refs/ao/rescue/shop-1/1');
    expect(await runGit(repository, 'rev-parse', rescueRef ?? '')).toBe(loose);
    await workspace.restore({ ...target('shop-1'), branch: 'ao/shop-1/work', rescueRef });
    expect(await runGit(path, 'status', '--porcelain=v2', '--branch')).toBe(`# branch.oid ${loose}\n# branch.head (detached)`);
  });

  test('is success without the repository, when both are gone', async () => {
    const { workspace, target, place, repository } = await makeDirty();
    await rm(place, { recursive: true });
    await rm(repository, { recursive: true });
    const plan = await workspace.planRemoval(target('shop-1'));
    expect(await workspace.remove({ ...target('shop-1'), plan, allowSave: false })).toMatchObject({ removed: true });
  });

  test('keeps the worktree of a repository that is gone', async () => {
    const { workspace, target, place, repository } = await makeDirty();
    await rm(repository, { recursive: true });
    const plan = await workspace.planRemoval(target('shop-1'));
    expect(plan.action).toBe('keep');
    expect(await workspace.remove({ ...target('shop-1'), plan, allowSave: true })).toMatchObject({ removed: false });
    expect(await exists(join(place, 'new.txt'))).toBe(true);
  });
});

describe('a removal that was cut short', () => {
  test('after saving: the same ref is used again', async () => {
    const first = await makeDirty();
    const { target, folder } = first;
    const failing = 'case "$PWD" in *.trash*) exit 1;; esac';
    const { workspace } = await makeWorkspace({ ...first, gitPath: await makeGitScript(folder, failing) });
    const plan = await workspace.planRemoval(target('shop-1'));
    expect(await workspace.remove({ ...target('shop-1'), plan, allowSave: true })).toMatchObject({ removed: false });
    expect(await refs(first)).toContain('refs/ao/rescue/shop-1/1');
    const again = await first.workspace.planRemoval(target('shop-1'));
    expect(again).toEqual(plan);
    expect(await first.workspace.remove({ ...target('shop-1'), plan, allowSave: true })).toMatchObject({
      removed: true,
      rescueRef: 'refs/ao/rescue/shop-1/1',
    });
    expect((await refs(first)).filter((name) => name.startsWith('refs/ao/'))).toEqual(['refs/ao/rescue/shop-1/1']);
  });

  /** Saves, and then moves the folder away, as far as a removal comes before it is cut short. */
  async function cutShortAfterMove() {
    const first = await makeDirty();
    const { target, folder, root, place } = first;
    const gitPath = await makeGitScript(folder, 'case "$PWD" in *.trash*) exit 1;; esac');
    const { workspace } = await makeWorkspace({ ...first, gitPath });
    const plan = await workspace.planRemoval(target('shop-1'));
    await workspace.remove({ ...target('shop-1'), plan, allowSave: true });
    await rename(place, join(root, '.trash/shop-1-moved'));
    return { ...first, plan };
  }

  test('after the folder was moved away: it ends with the ref of the plan', async () => {
    const { workspace, target, plan, repository } = await cutShortAfterMove();
    expect(await workspace.remove({ ...target('shop-1'), plan, allowSave: true })).toEqual({
      removed: true,
      rescueRef: 'refs/ao/rescue/shop-1/1',
      reason: 'the folder does not exist any more',
    });
    expect(await runGit(repository, 'worktree', 'list')).not.toContain('shop-1');
  });

  test('after the folder was moved away: the next process deletes it, and the repository forgets it', async () => {
    const first = await cutShortAfterMove();
    const { root, repository } = first;
    const next = await makeWorkspace(first);
    await next.workspace.create(next.request('shop-2'));
    await expect.poll(() => exists(join(root, '.trash/shop-1-moved')), { timeout: 5_000 }).toBe(false);
    expect(await runGit(repository, 'worktree', 'list')).not.toContain('shop-1');
  });

  test('after the folder was moved away: what was brought back meanwhile is left alone', async () => {
    const first = await cutShortAfterMove();
    const { workspace, target, root, plan, place } = first;
    await rename(join(root, '.trash/shop-1-moved'), join(first.folder, 'aside'));
    await workspace.restore({ ...target('shop-1'), branch: 'ao/shop-1/work', rescueRef: plan.rescueRef ?? null });
    await rename(join(first.folder, 'aside'), join(root, '.trash/shop-1-moved'));
    const next = await makeWorkspace(first);
    await next.workspace.create(next.request('shop-2'));
    await expect.poll(() => exists(join(root, '.trash/shop-1-moved')), { timeout: 5_000 }).toBe(false);
    expect(await runGit(place, 'status', '--porcelain')).toBe(' M README.md\n?? new.txt');
  });
});

test('a worktree that was kept when its spawn was undone leaves no note behind once it is removed', async () => {
  const { workspace, request, target, root, repository, path } = await makeWorkspace();
  await workspace.create(request('shop-1'));
  const baseCommit = await runGit(repository, 'rev-parse', 'main');
  const note = { path: path('shop-1'), commonDirectory: join(repository, '.git'), branch: 'ao/shop-1/work', branchCreated: true };
  await createPendingCreations(root).write('shop-1' as SessionId, { ...note, baseRef: 'main', baseCommit, attempt: null });
  const plan = await workspace.planRemoval(target('shop-1'));
  expect(await workspace.remove({ ...target('shop-1'), plan, allowSave: true })).toMatchObject({ removed: true });
  expect(await readdir(join(root, '.pending'))).toEqual([]);
});
