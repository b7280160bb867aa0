import { access, chmod, chown, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { makeGitScript } from './__fixtures__/git-script.ts';
import { commitFiles, makeRepository, runGit, writeFiles } from './__fixtures__/sample-repository.ts';
import { makeFolder } from './__fixtures__/temporary-folder.ts';
import { makeWorkspace } from './__fixtures__/workspace-fixture.ts';

describe('many at once', () => {
  test('twenty worktrees made at the same time in one repository all come to be, by two workspaces', async () => {
    const first = await makeWorkspace();
    const { repository, request, root } = first;
    const second = await makeWorkspace(first);
    const ids = Array.from({ length: 20 }, (_, index) => `shop-${index + 1}`);
    const created = await Promise.all(ids.map((id, index) => (index % 2 === 0 ? first.workspace : second.workspace).create(request(id))));
    expect(new Set(created.map(({ path }) => path)).size).toBe(20);
    expect((await runGit(repository, 'worktree', 'list')).split('\n')).toHaveLength(21);
    expect(await readdir(join(root, '.pending'))).toEqual([]);
    const plans = await Promise.all(ids.map((id) => first.workspace.planRemoval(first.target(id))));
    expect(new Set(plans.map(({ action }) => action))).toEqual(new Set(['remove']));
    const removed = await Promise.all(
      ids.map((id, index) => second.workspace.remove({ ...first.target(id), plan: plans[index] ?? fail(), allowSave: false })),
    );
    expect(removed.every((result) => result.removed)).toBe(true);
    expect((await runGit(repository, 'worktree', 'list')).split('\n')).toHaveLength(1);
  });

  test('while a person commits and switches branches beside it', async () => {
    const { workspace, repository, request } = await makeWorkspace();
    let going = true;
    const person = (async () => {
      for (let count = 0; going; count += 1) {
        await runGit(repository, 'switch', '--quiet', '-C', `mine-${count}`);
        await commitFiles(repository, { 'mine.txt': `${count}\n` });
      }
    })();
    const ids = Array.from({ length: 6 }, (_, index) => `shop-${index + 1}`);
    const created = await Promise.all(ids.map((id) => workspace.create(request(id))));
    going = false;
    await person;
    expect(created).toHaveLength(6);
  });
});

describe('hooks', () => {
  async function withHook(name: string, script: string) {
    const fixture = await makeWorkspace();
    const path = join(fixture.repository, '.git/hooks', name);
    await writeFiles(fixture.repository, { [`.git/hooks/${name}`]: `#!/bin/sh\n${script}\n` });
    await chmod(path, 0o755);
    return fixture;
  }

  test('a post-checkout hook runs; when it fails, the worktree is made all the same, with a notice', async () => {
    const { workspace, request } = await withHook('post-checkout', 'echo ran > ignored.log; echo "hook is unhappy" >&2; exit 1');
    const { path, notices } = await workspace.create(request('shop-1'));
    expect(notices).toEqual(['The post-checkout hook of the repository failed with exit code 1 (hook is unhappy).']);
    expect(await readFile(join(path, 'ignored.log'), 'utf8')).toBe('ran\n');
    expect(await runGit(path, 'status', '--porcelain')).toBe('');
  });

  test('hooks that guard refs and commits do not stop what is only ours', async () => {
    const { workspace, request, target, repository } = await withHook('reference-transaction', 'case $1 in prepared) exit 1;; esac');
    await rm(join(repository, '.git/hooks/reference-transaction'));
    const { path } = await workspace.create(request('shop-1'));
    await writeFiles(repository, {
      '.git/hooks/reference-transaction': '#!/bin/sh\nexit 1\n',
      '.git/hooks/pre-commit': '#!/bin/sh\nexit 1\n',
    });
    for (const name of ['reference-transaction', 'pre-commit']) await chmod(join(repository, '.git/hooks', name), 0o755);
    await writeFiles(path, { 'new.txt': 'n\n' });
    const plan = await workspace.planRemoval(target('shop-1'));
    expect(await workspace.remove({ ...target('shop-1'), plan, allowSave: true })).toMatchObject({
      removed: true,
      rescueRef: plan.rescueRef,
    });
  });
});

describe('filters and line endings', () => {
  test('a filter that is not configured leaves files as they are stored', async () => {
    const folder = await makeFolder();
    const files = { '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n', 'a.bin': 'version https://example.org/spec\noid x\n' };
    const repository = await makeRepository(join(folder, 'repository'), files);
    const { workspace, request } = await makeWorkspace({ folder, repository });
    const { path } = await workspace.create(request('shop-1'));
    expect(await readFile(join(path, 'a.bin'), 'utf8')).toBe(files['a.bin']);
    expect(await runGit(path, 'status', '--porcelain')).toBe('');
  });

  test('a filter that is required and missing fails the creation, and nothing is left', async () => {
    const folder = await makeFolder();
    const repository = await makeRepository(join(folder, 'repository'), { '.gitattributes': '*.bin filter=big\n', 'a.bin': 'x\n' });
    await runGit(repository, 'config', 'filter.big.smudge', 'ao-no-such-program');
    await runGit(repository, 'config', 'filter.big.required', 'true');
    const { workspace, request, path } = await makeWorkspace({ folder, repository });
    await expect(workspace.create(request('shop-1'))).rejects.toMatchObject({ code: 'GIT_FAILED' });
    await expect(access(path('shop-1'))).rejects.toThrow('ENOENT');
    expect(await runGit(repository, 'branch', '--list', 'ao/*')).toBe('');
  });

  test('with core.autocrlf a fresh worktree is clean and converted', async () => {
    const { workspace, request, repository, target } = await makeWorkspace();
    await runGit(repository, 'config', 'core.autocrlf', 'true');
    const { path } = await workspace.create(request('shop-1'));
    expect(await readFile(join(path, 'README.md'), 'utf8')).toBe('hello\r\n');
    expect(await workspace.planRemoval(target('shop-1'))).toMatchObject({ action: 'remove' });
  });
});

describe('the machine', () => {
  test('variables of a git that started the daemon do not lead anywhere else', async () => {
    const { workspace, request, repository, folder } = await makeWorkspace();
    const other = await makeRepository(join(folder, 'other'));
    for (const [name, value] of Object.entries({ GIT_DIR: join(other, '.git'), GIT_WORK_TREE: other, GIT_INDEX_FILE: join(other, 'x') })) {
      vi.stubEnv(name, value);
    }
    await workspace.create(request('shop-1'));
    vi.unstubAllEnvs();
    expect(await runGit(repository, 'branch', '--list', 'ao/*')).toContain('ao/shop-1/work');
    expect(await runGit(other, 'branch', '--list', 'ao/*')).toBe('');
  });

  test('a worktree root reached through a symbolic link or on another file system', async () => {
    const elsewhere = await makeFolder('/dev/shm').catch(() => makeFolder());
    const { workspace, request, target, path, root } = await makeWorkspace({ root: join(elsewhere, 'deep/root') });
    const created = await workspace.create(request('shop-1'));
    expect(created.path).toBe(path('shop-1'));
    await writeFiles(created.path, { 'new.txt': 'n\n' });
    const plan = await workspace.planRemoval(target('shop-1'));
    const { rescueRef } = await workspace.remove({ ...target('shop-1'), plan, allowSave: true });
    await workspace.restore({ ...target('shop-1'), branch: 'ao/shop-1/work', rescueRef });
    expect(await runGit(created.path, 'status', '--porcelain')).toBe('?? new.txt');
    await expect.poll(() => readdir(join(root, '.trash')), { timeout: 5_000 }).toEqual([]);
  });

  test('a repository that may not be written to is an error that says so, and nothing is left', async () => {
    const folder = await realpath(await mkdtemp('/tmp/ao-read-only-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const repository = await makeRepository(join(folder, 'repository'));
    // The superuser may write anywhere, so git then runs as nobody.
    const isSuperuser = process.getuid?.() === 0;
    const gitPath = isSuperuser ? await makeGitScript(folder, 'exec setpriv --reuid=65534 --clear-groups git "$@"') : 'git';
    if (isSuperuser) {
      await chmod(folder, 0o755);
      for (const name of ['', ...(await readdir(repository, { recursive: true }))]) await chown(join(repository, name), 65534, 65534);
    }
    await runGit(repository, 'config', '--file', join(folder, 'config'), 'safe.directory', '*');
    for (const name of ['', 'refs', 'refs/heads', 'objects', 'logs', 'logs/refs', 'logs/refs/heads'])
      await chmod(join(repository, '.git', name), 0o555);
    const { workspace, request, root } = await makeWorkspace({ folder, repository, gitPath });
    vi.stubEnv('GIT_CONFIG_GLOBAL', join(folder, 'config'));
    await workspace.preflight(request('shop-1'));
    await expect(workspace.create(request('shop-1'))).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: expect.stringContaining('git may not write there') as string,
    });
    expect(await readdir(join(root, 'shop')).catch(() => [])).toEqual([]);
    for (const name of ['refs', 'refs/heads', 'objects', 'logs', 'logs/refs', 'logs/refs/heads', ''])
      await chmod(join(repository, '.git', name), 0o755);
    expect(await runGit(repository, '-c', 'safe.directory=*', 'branch', '--list', 'ao/*').catch(() => '')).toBe('');
  });

  test('a file watcher of the user is not started in worktrees', async () => {
    const { workspace, request, repository, target, folder } = await makeWorkspace();
    const started = join(folder, 'started');
    await writeFile(join(folder, 'watcher'), `#!/bin/sh\ntouch "${started}"\n`, { mode: 0o755 });
    await runGit(repository, 'config', 'core.fsmonitor', join(folder, 'watcher'));
    const { path, baseCommit } = await workspace.create(request('shop-1'));
    await workspace.planRemoval(target('shop-1'));
    await workspace.changes({ path, baseCommit });
    await workspace.diff({ path, baseCommit, maxBytes: 1_000 });
    await expect(access(started)).rejects.toThrow('ENOENT');
  });
});

test('a user who forbids git to use bare repositories it stumbles into is served as well', async () => {
  const { workspace, request, target, folder } = await makeWorkspace();
  await writeFiles(folder, { 'strict.config': '[safe]\n\tbareRepository = explicit\n' });
  vi.stubEnv('GIT_CONFIG_GLOBAL', join(folder, 'strict.config'));
  const { path } = await workspace.create(request('shop-1'));
  await writeFiles(path, { 'new.txt': 'n\n' });
  expect(await workspace.discard(request('shop-1'))).toMatchObject({ removed: true, rescueRef: 'refs/ao/rescue/shop-1/1' });
  await workspace.create(request('shop-1'));
  expect(await workspace.planRemoval(target('shop-1'))).toMatchObject({ action: 'remove' });
});

test('a repository whose git directory lies elsewhere, behind a symbolic link, is one like any other', async () => {
  const { workspace, request, target, folder } = await makeWorkspace();
  const repository = join(folder, 'separate');
  await mkdir(join(folder, 'real'));
  await symlink(join(folder, 'real'), join(folder, 'link'));
  await runGit(folder, 'init', '--quiet', '--initial-branch=main', `--separate-git-dir=${join(folder, 'link/git dir')}`, repository);
  await writeFile(join(repository, '.git'), `gitdir: ${join(folder, 'link/git dir')}\n`);
  await commitFiles(repository, { 'a.txt': 'a\n' });
  const wanted = request('shop-1', { repositoryPath: repository });
  const first = await workspace.create(wanted);
  expect(await workspace.create(wanted)).toEqual(first);
  const plan = await workspace.planRemoval(target('shop-1'));
  expect(await workspace.remove({ ...target('shop-1'), plan, allowSave: false })).toMatchObject({ removed: true });
});

test('the configuration of the repository is never written to', async () => {
  const { workspace, request, repository, target } = await makeWorkspace();
  const before = await readFile(join(repository, '.git/config'), 'utf8');
  const { path } = await workspace.create(request('shop-1'));
  await writeFiles(path, { 'new.txt': 'n\n' });
  const plan = await workspace.planRemoval(target('shop-1'));
  const { rescueRef } = await workspace.remove({ ...target('shop-1'), plan, allowSave: true });
  await workspace.restore({ ...target('shop-1'), branch: 'ao/shop-1/work', rescueRef });
  expect(await readFile(join(repository, '.git/config'), 'utf8')).toBe(before);
});

function fail(): never {
  throw new Error('unreachable');
}
