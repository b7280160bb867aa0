import { access, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionId } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { makeGitScript } from '../__fixtures__/git-script.ts';
import { commitFiles, runGit, writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeWorkspace, type WorkspaceFixture } from '../__fixtures__/workspace-fixture.ts';
import { createPendingCreations } from '../create/pending-creation.ts';
import { lockReason } from '../worktree/worktree-marker.ts';

async function left({ repository, path, root }: WorkspaceFixture): Promise<unknown> {
  return {
    refs: (await runGit(repository, 'for-each-ref', '--format=%(refname)')).split('\n'),
    worktrees: (await runGit(repository, 'worktree', 'list')).split('\n').length - 1,
    folder: await access(path('shop-1')).then(
      () => true,
      () => false,
    ),
    pending: await readdir(join(root, '.pending')).catch(() => []),
  };
}

const NOTHING = { refs: ['refs/heads/main'], worktrees: 0, folder: false, pending: [] };

describe('discarding what a failed spawn has made', () => {
  test('leaves neither worktree nor branch; doing it again is success', async () => {
    const fixture = await makeWorkspace();
    const { workspace, request } = fixture;
    await workspace.create(request('shop-1'));
    expect(await workspace.discard(request('shop-1'))).toEqual({ removed: true, rescueRef: null, reason: 'clean' });
    expect(await left(fixture)).toEqual(NOTHING);
    expect(await workspace.discard(request('shop-1'))).toEqual({ removed: true, rescueRef: null, reason: 'nothing was left' });
    await expect(workspace.create(request('shop-1'))).resolves.toMatchObject({ branch: 'ao/shop-1/work' });
  });

  test('of which nothing was made is success', async () => {
    const fixture = await makeWorkspace();
    expect(await fixture.workspace.discard(fixture.request('shop-1'))).toMatchObject({ removed: true });
    expect(await left(fixture)).toEqual(NOTHING);
  });

  test('saves work that is found in it, and answers the same ref when it is asked again', async () => {
    const fixture = await makeWorkspace();
    const { workspace, request } = fixture;
    const { path } = await workspace.create(request('shop-1'));
    await writeFiles(path, { 'quick.txt': 'q\n' });
    const rescueRef = 'refs/ao/rescue/shop-1/1';
    expect(await workspace.discard(request('shop-1'))).toMatchObject({ removed: true, rescueRef });
    expect(await left(fixture)).toEqual({ ...NOTHING, refs: [rescueRef, 'refs/heads/main'] });
    expect(await workspace.discard(request('shop-1'))).toMatchObject({ removed: true, rescueRef });
  });

  test('keeps the branch when it has commits of its own', async () => {
    const fixture = await makeWorkspace();
    const { workspace, request } = fixture;
    const { path } = await workspace.create(request('shop-1'));
    await commitFiles(path, { 'a.txt': 'a\n' });
    expect(await workspace.discard(request('shop-1'))).toMatchObject({ removed: true });
    expect(await left(fixture)).toEqual({ ...NOTHING, refs: ['refs/heads/ao/shop-1/work', 'refs/heads/main'] });
  });

  test('keeps a branch that was there before', async () => {
    const fixture = await makeWorkspace();
    const { workspace, request, repository } = fixture;
    await runGit(repository, 'branch', 'topic');
    const chosen = request('shop-1', { branch: 'topic', branchIsChosen: true });
    await workspace.create(chosen);
    expect(await workspace.discard(chosen)).toMatchObject({ removed: true });
    expect(await left(fixture)).toEqual({ ...NOTHING, refs: ['refs/heads/main', 'refs/heads/topic'] });
  });

  test('deletes a chosen branch that did not exist before', async () => {
    const fixture = await makeWorkspace();
    const { workspace, request } = fixture;
    const chosen = request('shop-1', { branch: 'topic', branchIsChosen: true });
    await workspace.create(chosen);
    await workspace.discard(chosen);
    expect(await left(fixture)).toEqual(NOTHING);
  });

  test('keeps the branch when somebody has checked it out meanwhile', async () => {
    const fixture = await makeWorkspace();
    const { workspace, request, repository } = fixture;
    const { path } = await workspace.create(request('shop-1'));
    await runGit(path, 'checkout', '--quiet', '--detach');
    await runGit(repository, 'switch', '--quiet', 'ao/shop-1/work');
    await workspace.discard(request('shop-1'));
    expect(await left(fixture)).toMatchObject({ refs: ['refs/heads/ao/shop-1/work', 'refs/heads/main'], folder: false });
  });

  test('clears a creation that was cut short in the middle', async () => {
    const fixture = await makeWorkspace();
    const { workspace, request, repository, root, path } = fixture;
    const baseCommit = await runGit(repository, 'rev-parse', 'main');
    const begun = {
      path: path('shop-1'),
      commonDirectory: join(repository, '.git'),
      branch: 'ao/shop-1/work',
      baseRef: 'main',
      baseCommit,
    };
    await createPendingCreations(root).write('shop-1' as SessionId, { ...begun, branchCreated: true, attempt: null });
    const reason = lockReason('shop-1' as SessionId);
    await runGit(repository, 'worktree', 'add', '--quiet', '--lock', '--reason', reason, '-b', 'ao/shop-1/work', path('shop-1'));
    await writeFile(join(repository, '.git/worktrees/shop-1/index.lock'), '');
    expect(await workspace.discard(request('shop-1'))).toMatchObject({ removed: true, reason: 'it was never finished' });
    expect(await left(fixture)).toEqual(NOTHING);
  });

  test('completes a discard that was cut short after the folder went', async () => {
    const fixture = await makeWorkspace();
    const { workspace, request, repository, root, path } = fixture;
    const { baseCommit } = await workspace.create(request('shop-1'));
    const begun = {
      path: path('shop-1'),
      commonDirectory: join(repository, '.git'),
      branch: 'ao/shop-1/work',
      baseRef: 'main',
      baseCommit,
    };
    await createPendingCreations(root).write('shop-1' as SessionId, { ...begun, branchCreated: true, attempt: null });
    await rm(path('shop-1'), { recursive: true });
    await rm(join(repository, '.git/worktrees'), { recursive: true });
    expect(await workspace.discard(request('shop-1'))).toMatchObject({ removed: true });
    expect(await left(fixture)).toEqual(NOTHING);
  });

  test('of which somebody deleted the folder forgets the entry and the branch', async () => {
    const fixture = await makeWorkspace();
    const { workspace, request, path } = fixture;
    await workspace.create(request('shop-1'));
    await rm(path('shop-1'), { recursive: true });
    expect(await workspace.discard(request('shop-1'))).toMatchObject({ removed: true, reason: 'the folder does not exist any more' });
    expect(await left(fixture)).toEqual(NOTHING);
  });

  test('never touches what is not ours', async () => {
    const { workspace, request, path } = await makeWorkspace();
    await writeFiles(path('shop-1'), { 'mine.txt': 'm' });
    expect(await workspace.discard(request('shop-1'))).toMatchObject({
      removed: false,
      reason: expect.stringContaining('Move it away') as string,
    });
    await access(join(path('shop-1'), 'mine.txt'));
  });

  test('of a repository that is gone is success', async () => {
    const { workspace, request, repository } = await makeWorkspace();
    await rm(repository, { recursive: true });
    expect(await workspace.discard(request('shop-1'))).toMatchObject({ removed: true, reason: 'its repository is gone' });
  });
});

test('the branch of a failed spawn does not stay because git could not list its commits', async () => {
  const fixture = await makeWorkspace();
  await fixture.workspace.create(fixture.request('shop-1'));
  await fixture.workspace.remove({
    ...fixture.target('shop-1'),
    plan: await fixture.workspace.planRemoval(fixture.target('shop-1')),
    allowSave: false,
  });
  const pending = createPendingCreations(fixture.root);
  const baseCommit = await runGit(fixture.repository, 'rev-parse', 'main');
  const note = {
    path: fixture.path('shop-1'),
    commonDirectory: join(fixture.repository, '.git'),
    branch: 'ao/shop-1/work',
    branchCreated: true,
  };
  await pending.write('shop-1' as SessionId, { ...note, baseRef: 'main', baseCommit, attempt: null });
  const gitPath = await makeGitScript(fixture.folder, 'case " $* " in *" rev-list "*) exit 128;; esac');
  const { workspace } = await makeWorkspace({ ...fixture, gitPath });
  expect(await workspace.discard(fixture.request('shop-1'))).toMatchObject({ removed: true });
  expect(await left(fixture)).toEqual(NOTHING);
});

test('a branch git did not delete is not forgotten', async () => {
  const fixture = await makeWorkspace();
  await fixture.workspace.create(fixture.request('shop-1'));
  const gitPath = await makeGitScript(fixture.folder, 'case " $* " in *" update-ref -d "*) echo "fatal: disk" >&2; exit 128;; esac');
  const { workspace } = await makeWorkspace({ ...fixture, gitPath });
  await expect(workspace.discard(fixture.request('shop-1'))).rejects.toMatchObject({ code: 'GIT_FAILED' });
  expect(await fixture.workspace.discard(fixture.request('shop-1'))).toMatchObject({ removed: true });
  expect(await left(fixture)).toEqual(NOTHING);
});

test('a git that fails once does not make a worktree without a session: the discard is refused, and done when asked again', async () => {
  const fixture = await makeWorkspace();
  await fixture.workspace.create(fixture.request('shop-1'));
  const gitPath = await makeGitScript(fixture.folder, 'case " $* " in *" rev-parse "*) echo "fatal: out of memory" >&2; exit 128;; esac');
  const { workspace } = await makeWorkspace({ ...fixture, gitPath });
  await expect(workspace.discard(fixture.request('shop-1'))).rejects.toThrow('repository');
  expect(await fixture.workspace.discard(fixture.request('shop-1'))).toMatchObject({ removed: true });
  expect(await left(fixture)).toEqual(NOTHING);
});
