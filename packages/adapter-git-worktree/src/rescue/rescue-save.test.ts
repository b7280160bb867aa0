import { describe, expect, test } from 'vitest';
import { runGit, writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeWorkspace } from '../__fixtures__/workspace-fixture.ts';
import { listRescueRefs } from './rescue-refs.ts';
import { createGitClient } from '../git/git-client.ts';
import type { SessionId } from '@ao/domain';

async function save() {
  const fixture = await makeWorkspace();
  const { workspace, request, target, repository } = fixture;
  const { path, baseCommit } = await workspace.create(request('shop-1'));
  await writeFiles(path, { 'README.md': 'staged\n', 'ignored/secret': 's' });
  await runGit(path, 'add', '.');
  await writeFiles(path, { 'README.md': 'work\n', 'new dir/new.txt': 'n\n' });
  await runGit(path, 'rm', '--quiet', '--cached', 'src/app.txt');
  await runGit(repository, 'config', 'commit.gpgSign', 'true');
  await runGit(repository, 'config', 'gpg.program', '/bin/false');
  const plan = await workspace.planRemoval(target('shop-1'));
  const result = await workspace.remove({ ...target('shop-1'), plan, allowSave: true });
  const ref = result.rescueRef ?? '';
  const tree = (of: string): Promise<string> => runGit(repository, 'ls-tree', '-r', '--name-only', of);
  return { ...fixture, ref, baseCommit, result, tree };
}

describe('a rescue commit', () => {
  test('has the shape of a stash and one parent more', async () => {
    const { ref, baseCommit, repository, tree } = await save();
    expect(await runGit(repository, 'rev-parse', `${ref}^1`)).toBe(baseCommit);
    expect((await tree(`${ref}^2`)).split('\n')).toEqual(['.gitignore', 'README.md']);
    expect(await runGit(repository, 'show', `${ref}^2:README.md`)).toBe('staged');
    expect((await tree(`${ref}^3`)).split('\n')).toEqual(['new dir/new.txt', 'src/app.txt']);
    expect(await runGit(repository, 'show', `${ref}:README.md`)).toBe('work');
    expect((await tree(`${ref}^4`)).split('\n')).toEqual([
      'absent',
      'files/README.md',
      'files/new dir/new.txt',
      'files/src/app.txt',
      'index',
      'state.json',
    ]);
    await runGit(repository, 'fsck', '--strict', '--no-dangling');
  });

  test('says what it is and how to bring it back, in the name of ao and unsigned', async () => {
    const { ref, repository } = await save();
    const message = await runGit(repository, 'log', '-1', '--format=%an <%ae>%n%cn%n%G?%n%B', ref);
    expect(message.split('\n').slice(0, 6)).toEqual([
      'ao <ao@localhost>',
      'ao',
      'N',
      'ao rescue of shop-1: 3 uncommitted files on ao/shop-1/work',
      '',
      'Bring it back with `ao session undo-cleanup shop-1`, or by hand, on a clean checkout of the first parent, with',
    ]);
    expect(message).toContain(`git stash apply --index ${ref}`);
  });

  test('leaves ignored files out, and the plan had said so', async () => {
    const { ref, result, repository } = await save();
    expect(result.reason).toBe('3 uncommitted files; ignored files are not saved: ignored/');
    expect(await runGit(repository, 'log', '--all', '--format=', '--name-only')).not.toContain('secret');
    expect(await runGit(repository, 'rev-list', '--objects', ref)).not.toContain('secret');
  });

  test('is neither a branch nor pushed nor seen by those who list branches and stashes', async () => {
    const { repository } = await save();
    expect(await runGit(repository, 'branch', '--all', '--format=%(refname)')).not.toContain('rescue');
    expect(await runGit(repository, 'stash', 'list')).toBe('');
  });

  test('survives garbage collection', async () => {
    const { ref, repository, workspace, target } = await save();
    await runGit(repository, 'reflog', 'expire', '--expire=now', '--all');
    await runGit(repository, 'gc', '--quiet', '--prune=now');
    const { path } = await workspace.restore({ ...target('shop-1'), branch: 'ao/shop-1/work', rescueRef: ref });
    expect(await runGit(path, 'status', '--porcelain')).toBe('MM README.md\nD  src/app.txt\n?? "new dir/"\n?? src/');
  });
});

test('rescue refs are listed in the order of their numbers, with the content they were made from', async () => {
  const { repository } = await makeWorkspace();
  const head = await runGit(repository, 'rev-parse', 'HEAD');
  for (const name of ['shop-1/2', 'shop-1/10', 'shop-1/x', 'shop-10/1'])
    await runGit(repository, 'update-ref', `refs/ao/rescue/${name}`, head);
  const saved = await listRescueRefs(createGitClient('git'), { cwd: repository, sessionId: 'shop-1' as SessionId });
  expect(saved).toEqual([
    { name: 'refs/ao/rescue/shop-1/2', number: 2, fingerprint: '' },
    { name: 'refs/ao/rescue/shop-1/10', number: 10, fingerprint: '' },
  ]);
});
