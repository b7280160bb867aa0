import { chmod, lstat, mkdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkspaceSetupRequest, WorkspaceSetupResult } from '@ao/ports';
import { describe, expect, test } from 'vitest';
import { commitFiles, runGit, writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeWorkspace, type WorkspaceFixture } from '../__fixtures__/workspace-fixture.ts';

interface SetupFixture extends WorkspaceFixture {
  readonly place: string;
  readonly logPath: string;
  setup(changes: Partial<WorkspaceSetupRequest>, signal?: AbortSignal): Promise<WorkspaceSetupResult>;
}

async function prepare(): Promise<SetupFixture> {
  const fixture = await makeWorkspace();
  const { path: place } = await fixture.workspace.create(fixture.request('shop-1'));
  const logPath = join(fixture.folder, 'logs/setup.log');
  const request = {
    repositoryPath: fixture.repository,
    path: place,
    copy: [],
    symlink: [],
    postCreate: [],
    timeoutMs: 20_000,
    env: {},
    logPath,
  };
  return { ...fixture, place, logPath, setup: (changes, signal) => fixture.workspace.setup({ ...request, ...changes }, signal) };
}

const DONE = { ok: true, message: null, notices: [] };

describe('copying', () => {
  test('takes files, folders and what matches a pattern, with modes and links', async () => {
    const { setup, repository, place } = await prepare();
    await writeFiles(repository, {
      '.env': 'SECRET=1\n',
      'ignored/deep/x y': 'x',
      'config/a.local': 'a',
      'config/b.local': 'b',
      'pkg/.env': 'p',
    });
    await chmod(join(repository, '.env'), 0o600);
    await symlink('x y', join(repository, 'ignored/deep/link'));
    expect(await setup({ copy: ['.env', 'ignored/', 'config/*.local', '**/.env'] })).toEqual({
      ...DONE,
      notices: ['".env" was not copied: the worktree has it already.'],
    });
    expect((await lstat(join(place, '.env'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(place, 'ignored/deep/x y'), 'utf8')).toBe('x');
    expect(await readlink(join(place, 'ignored/deep/link'))).toBe('x y');
    expect(await readFile(join(place, 'config/b.local'), 'utf8')).toBe('b');
    expect(await readFile(join(place, 'pkg/.env'), 'utf8')).toBe('p');
  });

  test('a copy is independent of its source', async () => {
    const { setup, repository, place } = await prepare();
    await writeFiles(repository, { '.env': 'one' });
    await setup({ copy: ['.env'] });
    await writeFiles(place, { '.env': 'two' });
    expect(await readFile(join(repository, '.env'), 'utf8')).toBe('one');
  });

  test('what is missing or tracked is a notice, and the rest goes on', async () => {
    const { setup, repository, place } = await prepare();
    await writeFiles(repository, { 'README.md': 'changed in the main work tree\n', '.env': 'e' });
    const { ok, notices } = await setup({ copy: ['gone', '*.nothing', 'README.md', '.env'] });
    expect([ok, notices]).toEqual([
      true,
      [
        `"gone" was not copied: it does not exist in ${repository}.`,
        `"*.nothing" was not copied: nothing in ${repository} matches it.`,
        '"README.md" was not copied: the worktree has it already.',
      ],
    ]);
    expect(await readFile(join(place, 'README.md'), 'utf8')).toBe('hello\n');
    expect(await readFile(join(place, '.env'), 'utf8')).toBe('e');
  });

  test.each(['../outside', '/etc/passwd', 'a/../../b', '.git/config', '', '.', './', 'sub/.git'])('refuses %j', async (entry) => {
    const { setup } = await prepare();
    const { ok, notices } = await setup({ copy: [entry], symlink: [entry] });
    expect([ok, notices.length]).toEqual([true, 2]);
    expect(notices.join()).toMatch(/was not copied: .+was not linked: /su);
  });

  test('never writes through a link that the repository brings', async () => {
    const { setup, repository, place, folder } = await prepare();
    const outside = join(folder, 'outside');
    await mkdir(outside);
    await writeFiles(repository, { 'conf/x': 'x' });
    await symlink(outside, join(place, 'conf'));
    const { notices } = await setup({ copy: ['conf/x'], symlink: ['conf/x'] });
    expect(notices).toEqual([
      '"conf/x" was not copied: "conf" is a symbolic link in the worktree.',
      '"conf/x" was not linked: "conf" is a symbolic link in the worktree.',
    ]);
    await expect(lstat(join(outside, 'x'))).rejects.toThrow('ENOENT');
  });

  test('leaves nested repositories behind', async () => {
    const { setup, repository, place } = await prepare();
    await runGit(repository, 'clone', '--quiet', '.', 'ignored/dep');
    await setup({ copy: ['ignored'] });
    expect(await readFile(join(place, 'ignored/dep/README.md'), 'utf8')).toBe('hello\n');
    await expect(lstat(join(place, 'ignored/dep/.git'))).rejects.toThrow('ENOENT');
  });
});

describe('linking', () => {
  test('links to the main work tree and leaves alone what is there', async () => {
    const { setup, repository, place } = await prepare();
    await writeFiles(repository, { 'node_modules/a/index.js': 'a', 'README.md': 'main\n' });
    const { ok, notices } = await setup({ symlink: ['node_modules', 'README.md', 'gone'] });
    expect([ok, notices]).toEqual([
      true,
      ['"README.md" was not linked: the worktree has it already.', `"gone" was not linked: it does not exist in ${repository}.`],
    ]);
    expect(await readlink(join(place, 'node_modules'))).toBe(join(repository, 'node_modules'));
    expect((await lstat(join(place, 'README.md'))).isSymbolicLink()).toBe(false);
  });

  test('a link made by the set-up is no work of the agent, until it is changed', async () => {
    const { setup, repository, place, workspace, target } = await prepare();
    await writeFiles(repository, { 'node_modules/a': 'a' });
    await setup({ symlink: ['node_modules'] });
    expect(await runGit(place, 'status', '--porcelain')).toBe('?? node_modules');
    expect(await workspace.planRemoval(target('shop-1'))).toMatchObject({ action: 'remove', dirtyFileCount: 0 });
    await runGit(place, 'clean', '--quiet', '-f');
    await symlink('/elsewhere', join(place, 'node_modules'));
    expect(await workspace.planRemoval(target('shop-1'))).toMatchObject({ action: 'save', dirtyFileCount: 1 });
  });
});

describe('commands', () => {
  test('run one after the other in the worktree and are told where they are', async () => {
    const { setup, place, repository, logPath } = await prepare();
    const print = 'printf "%s\\n" "$PWD" "$AO_SOURCE_PATH" "$AO_WORKTREE_PATH" "$AO_BRANCH" "$MINE" "${GIT_DIR-none}" > ignored.log';
    expect(await setup({ postCreate: [print, 'echo second >> ignored.log; echo words'], env: { MINE: 'm' } })).toEqual(DONE);
    const told = [place, repository, place, 'ao/shop-1/work', 'm', 'none', 'second', ''];
    expect((await readFile(join(place, 'ignored.log'), 'utf8')).split('\n')).toEqual(told);
    expect(await readFile(logPath, 'utf8')).toMatch(
      /^\$ printf .+\n\[done after [\d.]+ s\]\n\$ echo second.+\nwords\n\[done after [\d.]+ s\]\n$/u,
    );
  });

  test('the first that fails ends the set-up, with its last words; that is a result, not an error', async () => {
    const { setup, place, logPath } = await prepare();
    const result = await setup({ postCreate: ['echo fine', 'echo out; echo "no such package" >&2; exit 7', 'touch never'] });
    expect(result).toEqual({
      ok: false,
      message: `The set-up command \`echo out; echo "no such package" >&2; exit 7\` failed with exit code 7: no such package. See ${logPath}.`,
      notices: [],
    });
    await expect(lstat(join(place, 'never'))).rejects.toThrow('ENOENT');
    expect(await readFile(logPath, 'utf8')).toMatch(/out\nno such package\n\[failed with exit code 7 after /u);
  });

  test('one that takes too long is ended with everything it started', async () => {
    const { setup, place } = await prepare();
    const result = await setup({
      postCreate: ['(while :; do date > ignored.log; sleep 0.05; done) & echo working; wait'],
      timeoutMs: 400,
    });
    expect(result.ok).toBe(false);
    expect(result.message).toMatch(/took longer than 0.4 s and was ended .+: working\. See /u);
    const last = (await lstat(join(place, 'ignored.log'))).mtimeMs;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await lstat(join(place, 'ignored.log'))).mtimeMs).toBe(last);
  });

  test('their output is in the log while they run', async () => {
    const { setup, logPath, folder } = await prepare();
    const gate = join(folder, 'gate');
    const running = setup({ postCreate: [`echo early; until [ -e "${gate}" ]; do sleep 0.02; done`] });
    await expect.poll(() => readFile(logPath, 'utf8').catch(() => ''), { timeout: 5_000 }).toContain('early\n');
    await writeFile(gate, '');
    expect(await running).toEqual(DONE);
  });

  test('a log that grows without end is cut', async () => {
    const { setup, logPath } = await prepare();
    expect(await setup({ postCreate: ['yes | head -c 12000000'] })).toEqual(DONE);
    expect((await lstat(logPath)).size).toBeLessThan(9_000_000);
  });

  test('an aborted set-up rejects with the reason of the signal', async () => {
    const { setup } = await prepare();
    const stop = new AbortController();
    const running = setup({ postCreate: ['sleep 60'] }, stop.signal);
    setTimeout(() => stop.abort(new Error('enough')), 100);
    await expect(running).rejects.toThrow('enough');
  });

  test('a log that cannot be written is a failed set-up', async () => {
    const { setup, folder } = await prepare();
    const result = await setup({ postCreate: ['true'], logPath: join(folder, 'repository/README.md/x.log') });
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining('The worktree could not be set up') as string });
  });
});

test('submodules are checked out when the project asks for it, and only then', async () => {
  const fixture = await makeWorkspace();
  const { repository, workspace, request, folder, target } = fixture;
  await runGit(folder, 'clone', '--quiet', repository, 'library');
  await runGit(repository, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', join(folder, 'library'), 'lib');
  await runGit(repository, 'commit', '--quiet', '-m', 'library');
  const { path, notices } = await workspace.create(request('shop-1'));
  expect(notices).toEqual([expect.stringContaining('git submodule update --init --recursive')]);
  expect(await runGit(path, 'status', '--porcelain')).toBe('');
  expect(await workspace.planRemoval(target('shop-1'))).toMatchObject({ action: 'remove' });
  const logPath = join(folder, 'log');
  const setup = { repositoryPath: repository, path, copy: [], symlink: [], timeoutMs: 20_000, env: {}, logPath };
  const postCreate = ['git -c protocol.file.allow=always submodule update --init --recursive'];
  expect(await workspace.setup({ ...setup, postCreate })).toEqual(DONE);
  expect(await readFile(join(path, 'lib/README.md'), 'utf8')).toBe('hello\n');
  expect(await workspace.planRemoval(target('shop-1'))).toMatchObject({ action: 'remove' });
  await writeFiles(join(path, 'lib'), { 'README.md': 'changed in the library\n' });
  expect(await workspace.planRemoval(target('shop-1'))).toMatchObject({
    action: 'keep',
    reason: 'lib is another repository, with changes',
  });
  await runGit(join(path, 'lib'), 'checkout', '--quiet', '.');
  await runGit(join(path, 'lib'), 'checkout', '--quiet', '--detach', 'HEAD~0');
  const plan = await workspace.planRemoval(target('shop-1'));
  expect(await workspace.remove({ ...target('shop-1'), plan, allowSave: false })).toMatchObject({ removed: true, reason: 'clean' });
});

test('a submodule at another commit keeps the worktree', async () => {
  const { repository, workspace, request, folder, target } = await makeWorkspace();
  await runGit(folder, 'clone', '--quiet', repository, 'library');
  await commitFiles(join(folder, 'library'), { 'second.txt': '2\n' });
  await runGit(repository, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', join(folder, 'library'), 'lib');
  await runGit(repository, 'commit', '--quiet', '-m', 'library');
  const { path } = await workspace.create(request('shop-1'));
  await runGit(path, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'update', '--init');
  await runGit(join(path, 'lib'), 'checkout', '--quiet', 'HEAD~1');
  expect(await workspace.planRemoval(target('shop-1'))).toMatchObject({
    action: 'keep',
    reason: 'the submodule lib is changed, which cannot be saved',
  });
});
