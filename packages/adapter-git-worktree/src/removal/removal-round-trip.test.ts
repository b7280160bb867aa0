import { chmod, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runGit, SAMPLE_FILES, makeRepository, writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { takeSnapshot, type WorktreeSnapshot } from '../__fixtures__/worktree-snapshot.ts';
import { makeWorkspace, type WorkspaceFixture } from '../__fixtures__/workspace-fixture.ts';

const FILES = {
  ...SAMPLE_FILES,
  'a b.txt': 'space\n',
  'run.sh': '#!/bin/sh\n',
  'folder/one': '1\n',
  'folder/two': '2\n',
  'with\nbreak': 'nl\n',
};

async function makeEdited(edit: (path: string) => Promise<unknown>): Promise<WorkspaceFixture> {
  const folder = await makeFolder();
  const repository = await makeRepository(join(folder, 'repository'), FILES);
  const fixture = await makeWorkspace({ folder, repository });
  await edit((await fixture.workspace.create(fixture.request('shop-1'))).path);
  return fixture;
}

/** Saves, removes and brings back. Answers what was seen before and after. */
async function roundTrip({ workspace, target, path }: WorkspaceFixture): Promise<{ before: WorktreeSnapshot; after: WorktreeSnapshot }> {
  const before = await takeSnapshot(path('shop-1'));
  const plan = await workspace.planRemoval(target('shop-1'));
  const removed = await workspace.remove({ ...target('shop-1'), plan, allowSave: true });
  if (!removed.removed) throw new Error(removed.reason);
  await workspace.restore({ ...target('shop-1'), branch: 'ao/shop-1/work', rescueRef: removed.rescueRef });
  return { before, after: await takeSnapshot(path('shop-1')) };
}

describe('saving, removing and bringing back leaves everything as it was', () => {
  test.each<{ readonly name: string; readonly edit: (path: string) => Promise<unknown> }>([
    { name: 'staged file', edit: async (path) => [await writeFiles(path, { 'a b.txt': 'new\n' }), await runGit(path, 'add', '.')] },
    {
      name: 'staged and then changed again',
      edit: async (path) => [
        await writeFiles(path, { 'a b.txt': 'staged\n' }),
        await runGit(path, 'add', '.'),
        await writeFiles(path, { 'a b.txt': 'work\n' }),
      ],
    },
    { name: 'unstaged change', edit: (path) => writeFiles(path, { 'with\nbreak': 'x\n' }) },
    { name: 'untracked files', edit: (path) => writeFiles(path, { 'né w/\n"\\\t': 'x', '-dash': 'y', ' ': 'z', 'né w/$(id)': '' }) },
    { name: 'deleted file', edit: (path) => rm(join(path, 'README.md')) },
    { name: 'staged deletion', edit: (path) => runGit(path, 'rm', '--quiet', 'README.md') },
    { name: 'deletion of the index only', edit: (path) => runGit(path, 'rm', '--quiet', '--cached', 'README.md') },
    { name: 'staged rename', edit: (path) => runGit(path, 'mv', 'a b.txt', 'renamed file.txt') },
    { name: 'unstaged rename', edit: (path) => rename(join(path, 'folder'), join(path, 'elsewhere')) },
    { name: 'mode', edit: (path) => chmod(join(path, 'run.sh'), 0o755) },
    {
      name: 'staged mode',
      edit: (path) => runGit(path, 'update-index', '--chmod=+x', 'run.sh'),
    },
    { name: 'symbolic links', edit: async (path) => [await symlink('nowhere', join(path, 'l')), await symlink('folder', join(path, 'm'))] },
    { name: 'file becomes link', edit: async (path) => [await rm(join(path, 'run.sh')), await symlink('README.md', join(path, 'run.sh'))] },
    { name: 'file becomes folder', edit: async (path) => [await rm(join(path, 'run.sh')), await writeFiles(path, { 'run.sh/x': 'x' })] },
    {
      name: 'folder becomes file',
      edit: async (path) => [await rm(join(path, 'folder'), { recursive: true }), await writeFile(join(path, 'folder'), 'f')],
    },
    {
      name: 'folder becomes link to another folder with the same names',
      edit: async (path) => [await rename(join(path, 'folder'), join(path, 'moved')), await symlink('moved', join(path, 'folder'))],
    },
    { name: 'announced file', edit: async (path) => [await writeFiles(path, { soon: 'x\n' }), await runGit(path, 'add', '-N', 'soon')] },
    {
      name: 'announced and deleted file',
      edit: async (path) => [
        await writeFiles(path, { soon: 'x\n' }),
        await runGit(path, 'add', '-N', 'soon'),
        await rm(join(path, 'soon')),
      ],
    },
    {
      name: 'files git was told not to look at',
      edit: async (path) => [
        await runGit(path, 'update-index', '--assume-unchanged', 'README.md', 'a b.txt', 'run.sh'),
        await runGit(path, 'update-index', '--skip-worktree', 'src/app.txt'),
        await writeFiles(path, { 'README.md': 'hidden\n', 'src/app.txt': 'hidden too\n' }),
        await rm(join(path, 'a b.txt')),
        await chmod(join(path, 'run.sh'), 0o755),
      ],
    },
    { name: 'private file', edit: async (path) => [await writeFiles(path, { secret: 's' }), await chmod(join(path, 'secret'), 0o600)] },
    { name: 'empty file', edit: (path) => writeFiles(path, { 'README.md': '', empty: '' }) },
    { name: 'everything deleted', edit: async (path) => [await runGit(path, 'rm', '-rq', '.'), await writeFiles(path, { only: 'x' })] },
    {
      name: 'detached HEAD with changes',
      edit: async (path) => [await runGit(path, 'checkout', '-q', '--detach'), await writeFiles(path, { x: 'x' })],
    },
    {
      name: 'commits on a detached HEAD',
      edit: async (path) => [
        await runGit(path, 'checkout', '-q', '--detach'),
        await runGit(path, 'commit', '-q', '--allow-empty', '-m', 'loose'),
      ],
    },
    {
      name: 'another branch checked out',
      edit: async (path) => [await runGit(path, 'switch', '-q', '-c', 'agents/own'), await writeFiles(path, { x: 'x' })],
    },
    {
      name: 'branch without a commit',
      edit: async (path) => [
        await runGit(path, 'switch', '-q', '--orphan', 'fresh'),
        await writeFiles(path, { x: 'x' }),
        await runGit(path, 'add', 'x'),
      ],
    },
    {
      name: 'sparse checkout',
      edit: async (path) => [await runGit(path, 'sparse-checkout', 'set', 'folder'), await writeFiles(path, { 'folder/one': 'changed\n' })],
    },
  ])('$name', async ({ edit }) => {
    const fixture = await makeEdited(edit);
    const { before, after } = await roundTrip(fixture);
    expect(after).toEqual(before);
  });

  test('bytes stay bytes where git converts line endings, expands keywords or filters', async () => {
    const folder = await makeFolder();
    const attributes = '*.crlf text eol=crlf\n*.id ident\n*.gz filter=none-here\n*.utf16 working-tree-encoding=UTF-16LE\n';
    const repository = await makeRepository(join(folder, 'repository'), {
      '.gitattributes': attributes,
      'a.crlf': 'one\r\ntwo\r\n',
      'b.id': '$Id$\n',
    });
    await runGit(repository, 'config', 'core.autocrlf', 'true');
    const fixture = await makeWorkspace({ folder, repository });
    const { path } = await fixture.workspace.create(fixture.request('shop-1'));
    await writeFiles(path, {
      'a.crlf': 'mixed\r\nends\n',
      'b.id': '$Id: mine $\n',
      'c.gz': 'z\r\n',
      'd.txt': 'lf\ncrlf\r\n',
      'e.utf16': 'A\0B\0',
    });
    const { before, after } = await roundTrip(fixture);
    expect(after).toEqual(before);
  });

  test('names that are not UTF-8 stay as they are', async () => {
    const fixture = await makeEdited(async (path) => {
      await writeFile(Buffer.concat([Buffer.from(`${path}/x`), Buffer.from([0xff, 0xfe])]), 'odd');
    });
    const place = fixture.path('shop-1');
    const namesIn = async (): Promise<string[]> =>
      (await readdir(place, { encoding: 'buffer' })).map((name) => name.toString('hex')).sort();
    const before = await namesIn();
    const { workspace, target } = fixture;
    const plan = await workspace.planRemoval(target('shop-1'));
    expect(plan).toMatchObject({ action: 'save', dirtyFileCount: 1 });
    const { rescueRef } = await workspace.remove({ ...target('shop-1'), plan, allowSave: true });
    await workspace.restore({ ...target('shop-1'), branch: 'ao/shop-1/work', rescueRef });
    expect(await namesIn()).toEqual(before);
  });

  test('what was brought back can be saved again, under the next number', async () => {
    const fixture = await makeEdited((path) => writeFiles(path, { x: '1', 'README.md': 'changed\n' }));
    const first = await roundTrip(fixture);
    const second = await roundTrip(fixture);
    expect(second.after).toEqual(first.before);
    const refs = await runGit(fixture.repository, 'for-each-ref', '--format=%(refname)', 'refs/ao');
    expect(refs).toBe('refs/ao/rescue/shop-1/1\nrefs/ao/rescue/shop-1/2');
  });

  test('git alone can bring it back from the rescue ref, as a stash', async () => {
    const fixture = await makeEdited(async (path) => {
      await writeFiles(path, { 'a b.txt': 'staged\n' });
      await runGit(path, 'add', '.');
      await writeFiles(path, { 'a b.txt': 'work\n', 'new/file': 'n\n' });
      await rm(join(path, 'README.md'));
    });
    const { workspace, target, path, repository } = fixture;
    const before = await takeSnapshot(path('shop-1'));
    const plan = await workspace.planRemoval(target('shop-1'));
    const { rescueRef } = await workspace.remove({ ...target('shop-1'), plan, allowSave: true });
    await runGit(repository, 'switch', '--quiet', 'ao/shop-1/work');
    await runGit(repository, 'stash', 'apply', '--quiet', '--index', rescueRef ?? '');
    expect(await takeSnapshot(repository)).toEqual(before);
  });

  test('a removed worktree without changes comes back from its branch', async () => {
    const fixture = await makeEdited(async (path) => {
      await writeFiles(path, { 'done.txt': 'd\n', 'ignored/build': 'x' });
      await runGit(path, 'add', '.');
      await runGit(path, 'commit', '--quiet', '-m', 'work');
      await mkdir(join(path, 'ignored'), { recursive: true });
    });
    await rm(join(fixture.path('shop-1'), 'ignored'), { recursive: true });
    const { before, after } = await roundTrip(fixture);
    expect(after).toEqual(before);
    expect(await readFile(join(fixture.path('shop-1'), 'done.txt'), 'utf8')).toBe('d\n');
  });
});
