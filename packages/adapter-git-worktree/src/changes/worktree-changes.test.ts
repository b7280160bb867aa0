import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitFiles, makeRepository, runGit, writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { makeWorkspace, type WorkspaceFixture } from '../__fixtures__/workspace-fixture.ts';

const MAX_BYTES = 1_000_000;

interface Changed extends WorkspaceFixture {
  readonly place: string;
  readonly baseCommit: string;
}

async function prepare(): Promise<Changed> {
  const fixture = await makeWorkspace();
  const { path: place, baseCommit } = await fixture.workspace.create(fixture.request('shop-1'));
  return { ...fixture, place, baseCommit };
}

/** Some of everything: a commit, staged, unstaged, untracked, renamed, deleted, binary, ignored. */
async function makeChanges(place: string): Promise<void> {
  await commitFiles(place, { 'committed.txt': 'c\n', 'src/app.txt': 'one\n2\nthree\n' });
  await writeFiles(place, { 'staged.txt': 's\n' });
  await runGit(place, 'add', '.');
  await writeFiles(place, { 'staged.txt': 's\nmore\n', 'né w\n.txt': 'u\nno end', 'bin.dat': 'a\0b', 'ignored/x': 'i' });
  await rename(join(place, 'README.md'), join(place, 'READ ME'));
  await runGit(place, 'add', '--all', 'README.md', 'READ ME');
}

describe('changes', () => {
  test('count commits, staged, unstaged and untracked files together', async () => {
    const { workspace, place, baseCommit } = await prepare();
    await makeChanges(place);
    const changes = await workspace.changes({ path: place, baseCommit });
    expect(changes).toEqual({
      files: [
        { path: 'READ ME', added: 0, deleted: 0, untracked: false },
        { path: 'committed.txt', added: 1, deleted: 0, untracked: false },
        { path: 'src/app.txt', added: 1, deleted: 1, untracked: false },
        { path: 'staged.txt', added: 2, deleted: 0, untracked: false },
        { path: 'bin.dat', added: 0, deleted: 0, untracked: true },
        { path: 'né w\n.txt', added: 2, deleted: 0, untracked: true },
      ],
      added: 6,
      deleted: 1,
      commits: 1,
    });
  });

  test('without a base, only what is not committed counts', async () => {
    const { workspace, place } = await prepare();
    await commitFiles(place, { 'committed.txt': 'c\n' });
    await writeFiles(place, { 'src/app.txt': '' });
    const expected = { files: [{ path: 'src/app.txt', added: 0, deleted: 3, untracked: false }], added: 0, deleted: 3, commits: 0 };
    expect(await workspace.changes({ path: place, baseCommit: null })).toEqual(expected);
    expect(await workspace.changes({ path: place, baseCommit: 'f'.repeat(40) })).toEqual(expected);
  });

  test('on a branch without a commit, everything is new', async () => {
    const { workspace, place } = await prepare();
    await runGit(place, 'switch', '--quiet', '--orphan', 'fresh');
    await writeFiles(place, { 'a.txt': 'a\n' });
    await runGit(place, 'add', 'a.txt');
    expect(await workspace.changes({ path: place, baseCommit: null })).toMatchObject({ added: 1, commits: 0 });
    expect(await workspace.diff({ path: place, baseCommit: null, maxBytes: MAX_BYTES })).toContain('+a\n');
  });

  test('in the middle of a merge conflict are still told', async () => {
    const { workspace, place, baseCommit, repository } = await prepare();
    await commitFiles(place, { 'README.md': 'ours\n' });
    await commitFiles(repository, { 'README.md': 'theirs\n' });
    await runGit(place, 'merge', 'main').catch(() => undefined);
    const { files } = await workspace.changes({ path: place, baseCommit });
    expect(files.map(({ path }) => path)).toContain('README.md');
  });

  test.each(['missing folder', 'folder that is no worktree'])('a %s has none, whatever repository lies around it', async (what) => {
    const folder = await makeRepository(await makeFolder());
    const { workspace } = await makeWorkspace({ folder, repository: folder });
    const path = join(folder, 'plain');
    if (what === 'folder that is no worktree') await writeFiles(path, { x: 'x' });
    expect(await workspace.changes({ path, baseCommit: null })).toEqual({ files: [], added: 0, deleted: 0, commits: 0 });
    expect(await workspace.diff({ path, baseCommit: null, maxBytes: MAX_BYTES })).toBe('');
  });

  test('of files too large to count are told without a count', async () => {
    const { workspace, place, baseCommit } = await prepare();
    await writeFile(join(place, 'large.txt'), 'line\n'.repeat(600_000));
    await symlink('nowhere', join(place, 'link'));
    const { files } = await workspace.changes({ path: place, baseCommit });
    expect(files).toEqual([
      { path: 'large.txt', added: 0, deleted: 0, untracked: true },
      { path: 'link', added: 0, deleted: 0, untracked: true },
    ]);
  });
});

describe('the patch', () => {
  test('turns the base into the work tree, untracked files and all', async () => {
    const { workspace, place, baseCommit, repository, folder } = await prepare();
    await makeChanges(place);
    await rm(join(place, 'bin.dat'));
    await chmod(join(place, 'src/app.txt'), 0o755);
    await symlink('src', join(place, 'link'));
    const patch = await workspace.diff({ path: place, baseCommit, maxBytes: MAX_BYTES });
    const other = join(folder, 'other');
    await runGit(repository, 'worktree', 'add', '--quiet', '--detach', other, baseCommit);
    await writeFile(join(folder, 'patch'), patch);
    await runGit(other, 'apply', join(folder, 'patch'));
    await rm(join(place, 'ignored'), { recursive: true });
    const treeOf = async (path: string): Promise<string> => {
      await runGit(path, 'add', '--all');
      return runGit(path, 'write-tree');
    };
    expect(await treeOf(other)).toBe(await treeOf(place));
  });

  test('looks the same whatever the configuration of the user', async () => {
    const { workspace, place, baseCommit, repository } = await prepare();
    await makeChanges(place);
    const plain = await workspace.diff({ path: place, baseCommit, maxBytes: MAX_BYTES });
    const settings = [
      'diff.noprefix true',
      'diff.mnemonicPrefix true',
      'color.ui always',
      'diff.external false',
      'diff.renames false',
      'core.quotePath true',
    ];
    for (const setting of settings) await runGit(repository, 'config', ...setting.split(' '));
    expect(await workspace.diff({ path: place, baseCommit, maxBytes: MAX_BYTES })).toBe(plain);
  });

  test('is cut at the end of a line, within the limit', async () => {
    const { workspace, place, baseCommit } = await prepare();
    await writeFiles(place, { 'long.txt': 'ä line of text\n'.repeat(10_000) });
    for (const maxBytes of [10, 200, 5_000]) {
      const patch = await workspace.diff({ path: place, baseCommit, maxBytes });
      expect(Buffer.byteLength(patch)).toBeLessThanOrEqual(maxBytes);
      expect(patch === '' || patch.endsWith(`# cut at ${maxBytes} bytes: more has changed\n`)).toBe(true);
    }
    const whole = await workspace.diff({ path: place, baseCommit, maxBytes: MAX_BYTES });
    expect(await workspace.diff({ path: place, baseCommit, maxBytes: Buffer.byteLength(whole) })).toBe(whole);
  });
});

test('neither changes nor patch write anything into the repository', async () => {
  const { workspace, place, baseCommit, repository } = await prepare();
  await makeChanges(place);
  await mkdir(join(place, 'empty'));
  // Makes the index look stale, which status would want to mend.
  await rm(join(place, 'committed.txt'));
  await writeFiles(place, { 'committed.txt': 'c\n' });
  const fingerprint = async (): Promise<string> => {
    const hash = createHash('sha256');
    for (const name of (await readdir(join(repository, '.git'), { recursive: true })).sort()) {
      const file = join(repository, '.git', name);
      const facts = await stat(file);
      hash.update(`${name} ${facts.mtimeMs} `);
      if (facts.isFile()) hash.update(await readFile(file));
    }
    return hash.digest('hex');
  };
  const before = await fingerprint();
  await workspace.changes({ path: place, baseCommit });
  await workspace.diff({ path: place, baseCommit, maxBytes: MAX_BYTES });
  expect(await fingerprint()).toBe(before);
});
