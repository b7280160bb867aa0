import { access, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionId } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { makeGitScript } from '../__fixtures__/git-script.ts';
import { commitFiles, makeClone, runGit, writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { takeSnapshot } from '../__fixtures__/worktree-snapshot.ts';
import { makeWorkspace, type WorkspaceFixture } from '../__fixtures__/workspace-fixture.ts';
import { createPendingCreations } from '../create/pending-creation.ts';
import { lockReason } from '../worktree/worktree-marker.ts';

const BRANCH = 'ao/shop-1/work';

interface Removed extends WorkspaceFixture {
  readonly place: string;
  readonly rescueRef: string | null;
  restore(changes?: { readonly branch?: string; readonly rescueRef?: string | null }): ReturnType<WorkspaceFixture['workspace']['restore']>;
}

/** A worktree that was removed, with what `edit` did to it saved. */
async function makeRemoved(edit: (place: string) => Promise<unknown>, given: Partial<WorkspaceFixture> = {}): Promise<Removed> {
  const fixture = await makeWorkspace(given);
  const { workspace, request, target } = fixture;
  const { path: place } = await workspace.create(request('shop-1'));
  await edit(place);
  const plan = await workspace.planRemoval(target('shop-1'));
  const { removed, rescueRef, reason } = await workspace.remove({ ...target('shop-1'), plan, allowSave: true });
  if (!removed) throw new Error(reason);
  const restore: Removed['restore'] = (changes) => workspace.restore({ ...target('shop-1'), branch: BRANCH, rescueRef, ...changes });
  return { ...fixture, place, rescueRef, restore };
}

const nothing = (): Promise<void> => Promise.resolve();
const dirty = (place: string): Promise<void> => writeFiles(place, { 'README.md': 'changed\n', 'new.txt': 'n\n' });

describe('what comes back', () => {
  test('knows where its branch had started, saved or not', async () => {
    for (const edit of [nothing, dirty]) {
      const { restore, repository } = await makeRemoved(edit);
      const base = await runGit(repository, 'rev-parse', 'main');
      await commitFiles(repository, { 'later.txt': 'l\n' });
      expect(await restore()).toMatchObject({ branch: BRANCH, baseRef: 'main', baseCommit: base, notices: [] });
    }
  });

  test('is ours, locked, and can be removed again', async () => {
    const fixture = await makeWorkspace();
    const { repository, folder } = fixture;
    await writeFiles(repository, { 'ignored/x': 'x' });
    const { restore, workspace, target } = await makeRemoved(async (path) => {
      const setup = { repositoryPath: repository, path, copy: [], postCreate: [], timeoutMs: 1_000, env: {} };
      await fixture.workspace.setup({ ...setup, symlink: ['ignored'], logPath: join(folder, 'log') });
      await writeFiles(path, { 'new.txt': 'n\n' });
    }, fixture);
    await restore();
    const plan = await workspace.planRemoval(target('shop-1'));
    expect(plan.dirtyFiles).toEqual(['new.txt']);
    expect(await runGit(repository, 'status', '--porcelain')).toBe('');
  });
  test('does not run hooks that were not run for the files it had', async () => {
    const { restore, place, repository } = await makeRemoved(dirty);
    await writeFile(join(repository, '.git/hooks/post-checkout'), '#!/bin/sh\ntouch ran.txt\n', { mode: 0o755 });
    await restore();
    expect(await runGit(place, 'status', '--porcelain')).toBe(' M README.md\n?? new.txt');
  });
});

describe('a branch that is not as it was', () => {
  test('moved on: the worktree comes back on the commit it was saved on, detached, and that is said', async () => {
    const { restore, place, repository } = await makeRemoved(dirty);
    const saved = await runGit(repository, 'rev-parse', BRANCH);
    await runGit(repository, 'switch', '--quiet', BRANCH);
    await commitFiles(repository, { 'README.md': 'moved\n' });
    await runGit(repository, 'switch', '--quiet', 'main');
    const { notices } = await restore();
    expect(notices).toEqual([expect.stringContaining(`The branch ${BRANCH} has moved since the worktree was saved`)]);
    expect(await runGit(place, 'rev-parse', 'HEAD')).toBe(saved);
    expect(await runGit(place, 'status', '--porcelain')).toBe(' M README.md\n?? new.txt');
  });

  test('deleted: it is made again where it was', async () => {
    const { restore, place, repository } = await makeRemoved(async (path) => {
      await commitFiles(path, { 'done.txt': 'd\n' });
      await dirty(path);
    });
    const tip = await runGit(repository, 'rev-parse', BRANCH);
    await runGit(repository, 'branch', '--quiet', '-D', BRANCH);
    const { notices } = await restore();
    expect(notices).toEqual([`The branch ${BRANCH} was gone: made it again at ${tip.slice(0, 12)}.`]);
    expect(await runGit(place, 'rev-parse', BRANCH)).toBe(tip);
    expect(await runGit(place, 'status', '--porcelain')).toBe(' M README.md\n?? new.txt');
  });

  test('deleted here, but pushed: it is made again from origin', async () => {
    const folder = await makeFolder();
    const { repository } = await makeClone(folder);
    const { restore, place } = await makeRemoved(
      async (path) => {
        await commitFiles(path, { 'done.txt': 'd\n' });
        await runGit(path, 'push', '--quiet', 'origin', 'HEAD');
      },
      { folder, repository },
    );
    await runGit(repository, 'branch', '--quiet', '-D', BRANCH);
    const { notices } = await restore();
    expect(notices).toEqual([`The branch ${BRANCH} was gone here: made it again from origin/${BRANCH}.`]);
    await access(join(place, 'done.txt'));
  });

  test('checked out elsewhere: BRANCH_CHECKED_OUT_ELSEWHERE, and nothing is left half made', async () => {
    for (const edit of [nothing, dirty]) {
      const { restore, place, repository } = await makeRemoved(edit);
      await runGit(repository, 'switch', '--quiet', BRANCH);
      await expect(restore()).rejects.toMatchObject({ code: 'BRANCH_CHECKED_OUT_ELSEWHERE', details: { worktreePath: repository } });
      await expect(access(place)).rejects.toThrow('ENOENT');
      await runGit(repository, 'switch', '--quiet', 'main');
      await restore();
    }
  });

  test('left by the agent for another one that is gone now: the branch of the session it is', async () => {
    const { restore, place, repository } = await makeRemoved((path) => runGit(path, 'switch', '--quiet', '-c', 'agents/own'));
    await runGit(repository, 'branch', '--quiet', '-D', 'agents/own');
    await restore();
    expect(await runGit(place, 'rev-parse', '--abbrev-ref', 'HEAD')).toBe(BRANCH);
  });
});

describe('what cannot come back: RESTORE_TARGET_MISSING', () => {
  test('neither branch nor saved content', async () => {
    const { restore, repository } = await makeRemoved(nothing);
    await runGit(repository, 'branch', '--quiet', '-D', BRANCH);
    await expect(restore()).rejects.toMatchObject({ code: 'RESTORE_TARGET_MISSING' });
    await expect(restore({ rescueRef: 'refs/ao/rescue/shop-1/7' })).rejects.toMatchObject({ code: 'RESTORE_TARGET_MISSING' });
  });

  test('the repository is gone', async () => {
    const { restore, repository } = await makeRemoved(dirty);
    await rm(repository, { recursive: true });
    await expect(restore()).rejects.toMatchObject({
      code: 'RESTORE_TARGET_MISSING',
      message: expect.stringContaining(repository) as string,
    });
  });

  test('the saved content was written by another version', async () => {
    const { restore, repository, rescueRef } = await makeRemoved(dirty);
    await runGit(repository, 'switch', '--quiet', '--orphan', 'other-version');
    const fourth = await commitFiles(repository, { 'state.json': '{"version":2}' });
    const parents = [...(await runGit(repository, 'rev-parse', `${rescueRef}^@`)).split('\n').slice(0, 3), fourth];
    const forged = await runGit(repository, 'commit-tree', `${fourth}^{tree}`, ...parents.flatMap((parent) => ['-p', parent]), '-m', 'x');
    await runGit(repository, 'update-ref', 'refs/ao/rescue/shop-1/9', forged);
    await expect(restore({ rescueRef: 'refs/ao/rescue/shop-1/9' })).rejects.toMatchObject({
      code: 'RESTORE_TARGET_MISSING',
      message: expect.stringContaining('another version of ao') as string,
    });
  });
});

describe('a restore that was cut short', () => {
  test('is completed, whatever was half made', async () => {
    const { restore, repository, place } = await makeRemoved(dirty);
    const reason = lockReason('shop-1' as SessionId);
    await runGit(repository, 'worktree', 'add', '--quiet', '--detach', '--lock', '--reason', reason, place, BRANCH);
    await writeFile(join(repository, '.git/worktrees/shop-1/index.lock'), '');
    await rm(join(place, 'src'), { recursive: true });
    await restore();
    expect(await runGit(place, 'status', '--porcelain', '--branch')).toBe(`## ${BRANCH}\n M README.md\n?? new.txt`);
  });

  test('by an error leaves nothing in the way, and the saved content where it was', async () => {
    const first = await makeRemoved(dirty);
    const { folder, target, rescueRef, place } = first;
    const gitPath = await makeGitScript(
      folder,
      'case " $* " in *" checkout-index "*) echo "fatal: No space left on device" >&2; exit 128;; esac',
    );
    const { workspace } = await makeWorkspace({ ...first, gitPath });
    const request = { ...target('shop-1'), branch: BRANCH, rescueRef };
    await expect(workspace.restore(request)).rejects.toMatchObject({ code: 'DISK_FULL' });
    await expect(access(place)).rejects.toThrow('ENOENT');
    await first.restore();
    expect(await runGit(place, 'status', '--porcelain')).toBe(' M README.md\n?? new.txt');
  });

  test('when everything but the last note was done leaves no note of it for ever', async () => {
    const { restore, root, repository, place } = await makeRemoved(dirty);
    await restore();
    const pending = createPendingCreations(root);
    const baseCommit = await runGit(repository, 'rev-parse', 'main');
    const note = {
      path: place,
      commonDirectory: join(repository, '.git'),
      branch: BRANCH,
      branchCreated: false,
      baseRef: 'main',
      baseCommit,
    };
    await pending.write('shop-1' as SessionId, { ...note, attempt: null });
    await restore();
    expect(await readdir(join(root, '.pending'))).toEqual([]);
    expect(await runGit(place, 'status', '--porcelain')).toBe(' M README.md\n?? new.txt');
  });

  test('never takes what stands at its place', async () => {
    const { restore, place } = await makeRemoved(dirty);
    await writeFiles(place, { 'mine.txt': 'm' });
    await expect(restore()).rejects.toMatchObject({ code: 'WORKTREE_PATH_TAKEN' });
    await access(join(place, 'mine.txt'));
  });
});

test('a repository with SHA-256 objects is served as well', async () => {
  const folder = await makeFolder();
  const repository = join(folder, 'repository');
  await runGit(folder, 'init', '--quiet', '--initial-branch=main', '--object-format=sha256', repository);
  await commitFiles(repository, { 'README.md': 'hello\n', 'a.txt': 'a\n' });
  const fixture = await makeWorkspace({ folder, repository });
  const { workspace, request, target } = fixture;
  const { path, baseCommit } = await workspace.create(request('shop-1'));
  expect(baseCommit).toMatch(/^[0-9a-f]{64}$/u);
  await dirty(path);
  await runGit(path, 'add', 'new.txt');
  const before = await takeSnapshot(path);
  const plan = await workspace.planRemoval(target('shop-1'));
  const { rescueRef } = await workspace.remove({ ...target('shop-1'), plan, allowSave: true });
  await workspace.restore({ ...target('shop-1'), branch: BRANCH, rescueRef });
  expect(await takeSnapshot(path)).toEqual(before);
  expect(await workspace.changes({ path, baseCommit })).toMatchObject({ added: 2, deleted: 1 });
});
