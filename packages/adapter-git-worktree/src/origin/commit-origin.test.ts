import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { commitFiles, makeClone, runGit } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { makeWorkspace, type WorkspaceFixture } from '../__fixtures__/workspace-fixture.ts';

let fixture: WorkspaceFixture;
let origin: string;
let worktree: string;
let base: string;
const BRANCH = 'ao/shop-1/work';

beforeEach(async () => {
  const folder = await makeFolder();
  const clone = await makeClone(folder);
  origin = clone.origin;
  fixture = await makeWorkspace({ folder, repository: clone.repository });
  const created = await fixture.workspace.create(fixture.request('shop-1'));
  [worktree, base] = [created.path, created.baseCommit];
});

const asked = (commit: string, changes: { readonly path?: string | null; readonly branches?: readonly string[] } = {}) =>
  fixture.workspace.hasCommit?.({
    repositoryPath: fixture.repository,
    path: worktree,
    branches: [BRANCH],
    baseCommit: base,
    commit,
    ...changes,
  });

describe('a commit was made in a worktree', () => {
  test('when its branch stands on it', async () => {
    expect(await asked(await commitFiles(worktree, { 'a.txt': 'a' }))).toBe('yes');
  });

  test('when it lies further back in the branch', async () => {
    const first = await commitFiles(worktree, { 'a.txt': 'a' });
    await commitFiles(worktree, { 'a.txt': 'b' });
    expect(await asked(first)).toBe('yes');
  });

  test('when it was replaced since, by an amendment or a rebase', async () => {
    const first = await commitFiles(worktree, { 'a.txt': 'a' });
    await runGit(worktree, 'commit', '--quiet', '--amend', '-m', 'better');
    const second = await runGit(worktree, 'rev-parse', 'HEAD');
    await runGit(worktree, 'rebase', '--quiet', '--force-rebase', base);
    expect([await asked(first), await asked(second)]).toEqual(['yes', 'yes']);
  });

  test('when it was made on another branch of the worktree', async () => {
    await runGit(worktree, 'switch', '--quiet', '-c', 'ao/shop-1/more');
    const made = await commitFiles(worktree, { 'a.txt': 'a' });
    await runGit(worktree, 'switch', '--quiet', BRANCH);
    expect(await asked(made)).toBe('yes');
  });

  test('when it was merged and the merge was fetched', async () => {
    const made = await commitFiles(worktree, { 'a.txt': 'a' });
    await runGit(worktree, 'push', '--quiet', 'origin', `HEAD:refs/heads/${BRANCH}`);
    await runGit(origin, 'merge', '--quiet', '--no-ff', BRANCH);
    await runGit(worktree, 'fetch', '--quiet', 'origin');
    expect(await asked(made)).toBe('yes');
  });

  test('when only the branch is left of it', async () => {
    const made = await commitFiles(worktree, { 'a.txt': 'a' });
    const plan = await fixture.workspace.planRemoval({ ...fixture.target('shop-1'), baseCommit: base });
    await fixture.workspace.remove({ ...fixture.target('shop-1'), plan, allowSave: true });
    expect(await asked(made)).toBe('yes');
    expect(await asked(made, { path: null })).toBe('yes');
  });

  test('when git keeps no notes, by the history', async () => {
    await runGit(fixture.repository, 'config', 'core.logAllRefUpdates', 'false');
    await runGit(fixture.repository, 'reflog', 'expire', '--expire=now', '--all');
    const made = await commitFiles(worktree, { 'a.txt': 'a' });
    expect(await asked(made)).toBe('yes');
  });
});

describe('somebody else made it', () => {
  test('when the repository does not know it', async () => {
    expect(await asked('0123456789012345678901234567890123456789')).toBe('no');
  });

  test('when it is known from a fetch alone, under the very same branch name', async () => {
    await runGit(origin, 'switch', '--quiet', '-c', BRANCH);
    const theirs = await commitFiles(origin, { 'b.txt': 'b' });
    await runGit(worktree, 'fetch', '--quiet', 'origin');
    expect(await asked(theirs)).toBe('no');
  });

  test('when the worktree began with it', async () => {
    expect(await asked(base)).toBe('no');
    expect(await asked(await runGit(fixture.repository, 'rev-parse', 'origin/main'))).toBe('no');
  });

  test.each([
    ['merged', ['merge', '--quiet', 'origin/main']],
    ['pulled', ['pull', '--quiet', '--ff-only', 'origin', 'main']],
    ['reset to', ['reset', '--quiet', '--hard', 'origin/main']],
    ['rebased upon', ['rebase', '--quiet', 'origin/main']],
  ])('when it was only %s', async (_how, args) => {
    const theirs = await commitFiles(origin, { 'b.txt': 'b' });
    await runGit(worktree, 'fetch', '--quiet', 'origin');
    await runGit(worktree, ...args);
    await commitFiles(worktree, { 'a.txt': 'a' });
    expect(await asked(theirs)).toBe('no');
  });

  test('when a merge of real work brought it in', async () => {
    await commitFiles(worktree, { 'a.txt': 'a' });
    const theirs = await commitFiles(origin, { 'b.txt': 'b' });
    await runGit(worktree, 'fetch', '--quiet', 'origin');
    await runGit(worktree, 'merge', '--quiet', '--no-edit', 'origin/main');
    const merge = await runGit(worktree, 'rev-parse', 'HEAD');
    expect([await asked(theirs), await asked(merge)]).toEqual(['no', 'yes']);
  });

  test('when another session made it', async () => {
    const other = await fixture.workspace.create(fixture.request('shop-2'));
    expect(await asked(await commitFiles(other.path, { 'a.txt': 'a' }))).toBe('no');
  });
});

describe('nobody knows', () => {
  test('when neither worktree nor branch is left and the commit is unknown', async () => {
    expect(await asked('0123456789012345678901234567890123456789', { path: null, branches: ['ao/shop-9/work'] })).toBe('unknown');
    expect(await asked(base, { path: join(fixture.folder, 'nowhere'), branches: [] })).toBe('unknown');
  });

  test.each(['HEAD', '--all', '', 'abc'])('when it is asked about %j', async (commit) => {
    expect(await asked(commit)).toBe('unknown');
  });

  test('and a branch name that is no branch name is not asked about', async () => {
    const made = await commitFiles(worktree, { 'a.txt': 'a' });
    expect(await asked(made, { path: null, branches: ['--all', 'a b', 'x..y^'] })).toBe('unknown');
  });
});
