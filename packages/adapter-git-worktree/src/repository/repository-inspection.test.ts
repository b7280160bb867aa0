import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { commitFiles, makeClone, makeRepository, runGit } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { makeWorkspace } from '../__fixtures__/workspace-fixture.ts';

describe('inspecting', () => {
  test('a repository tells its top, its git directory and its branches, from any folder inside', async () => {
    const { workspace, repository } = await makeWorkspace();
    await mkdir(join(repository, 'deep/er'), { recursive: true });
    const facts = await workspace.inspectRepository(join(repository, 'deep/er'));
    expect(facts).toEqual({
      rootPath: repository,
      gitDirectory: join(repository, '.git'),
      originUrl: null,
      defaultBranch: 'main',
      currentBranch: 'main',
      hasCommits: true,
      hasSubmodules: false,
    });
  });

  test('a linked worktree leads to the main one', async () => {
    const { workspace, repository, request } = await makeWorkspace();
    const { path } = await workspace.create(request('shop-1'));
    expect(await workspace.inspectRepository(path)).toEqual(await workspace.inspectRepository(repository));
  });

  test('a symbolic link to a repository leads to its real path', async () => {
    const { workspace, repository, folder } = await makeWorkspace();
    await symlink(repository, join(folder, 'link'));
    expect(await workspace.inspectRepository(join(folder, 'link'))).toMatchObject({ rootPath: await realpath(repository) });
  });

  test('a worktree of a bare repository stands for itself', async () => {
    const { workspace, repository, folder } = await makeWorkspace();
    await runGit(folder, 'clone', '--quiet', '--bare', repository, 'bare.git');
    await runGit(join(folder, 'bare.git'), 'worktree', 'add', '--quiet', '../tree', 'main');
    const facts = await workspace.inspectRepository(join(folder, 'tree'));
    expect(facts).toMatchObject({ rootPath: join(folder, 'tree'), gitDirectory: join(folder, 'bare.git'), currentBranch: 'main' });
  });

  test('a repository without a commit', async () => {
    const { workspace, folder } = await makeWorkspace();
    await runGit(folder, 'init', '--quiet', '--initial-branch=trunk', 'empty');
    const facts = await workspace.inspectRepository(join(folder, 'empty'));
    expect(facts).toMatchObject({ hasCommits: false, defaultBranch: null, currentBranch: 'trunk' });
  });

  test('a detached HEAD, an origin and submodules', async () => {
    const { workspace, folder } = await makeWorkspace();
    const { repository, origin } = await makeClone(folder);
    await commitFiles(repository, { '.gitmodules': '' });
    await runGit(repository, 'checkout', '--quiet', '--detach');
    const facts = await workspace.inspectRepository(repository);
    expect(facts).toMatchObject({ originUrl: origin, currentBranch: null, defaultBranch: 'main', hasSubmodules: true });
  });
});

describe('the default branch', () => {
  test.each([
    {
      name: 'what origin/HEAD stands for',
      make: ['symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/develop'],
      expected: 'develop',
    },
    {
      name: 'master of origin when origin/HEAD is not set',
      make: ['remote set-head origin --delete', 'update-ref -d refs/remotes/origin/main'],
      expected: 'master',
    },
    {
      name: 'the configured one when origin tells nothing',
      make: ['remote remove origin', 'config init.defaultBranch develop'],
      expected: 'develop',
    },
    { name: 'main before master', make: ['remote remove origin'], expected: 'main' },
    {
      name: 'what is checked out when nothing is usual',
      make: ['remote remove origin', 'branch -m main odd', 'branch -D master'],
      expected: 'odd',
    },
  ])('is $name', async ({ make, expected }) => {
    const { workspace, folder } = await makeWorkspace();
    const { repository, origin } = await makeClone(folder);
    for (const branch of ['develop', 'master']) {
      await runGit(origin, 'branch', branch);
      await runGit(repository, 'fetch', '--quiet');
      await runGit(repository, 'branch', branch);
    }
    for (const command of make) await runGit(repository, ...command.split(' '));
    expect((await workspace.inspectRepository(repository)).defaultBranch).toBe(expected);
  });
});

describe('what is no repository', () => {
  test('missing folders, files and relative paths: PROJECT_PATH_INVALID', async () => {
    const { workspace, repository } = await makeWorkspace();
    for (const path of [join(repository, 'gone'), join(repository, 'README.md'), '.', '']) {
      await expect(workspace.inspectRepository(path)).rejects.toMatchObject({ code: 'PROJECT_PATH_INVALID' });
    }
  });

  test('plain folders and the git directory itself: NOT_A_GIT_REPOSITORY', async () => {
    const { workspace, repository, folder } = await makeWorkspace();
    for (const path of [folder, join(repository, '.git')]) {
      await expect(workspace.inspectRepository(path)).rejects.toMatchObject({ code: 'NOT_A_GIT_REPOSITORY' });
    }
  });

  test('bare repositories: REPOSITORY_BARE', async () => {
    const { workspace, folder } = await makeWorkspace();
    await runGit(folder, 'init', '--quiet', '--bare', 'bare.git');
    await expect(workspace.inspectRepository(join(folder, 'bare.git'))).rejects.toMatchObject({ code: 'REPOSITORY_BARE' });
  });

  test('a repository of another user says what git says, and how to trust it', async () => {
    const { workspace, repository } = await makeWorkspace();
    vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
    const script = join(await makeFolder(), 'git');
    await writeFile(script, '#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec git "$@"\n', { mode: 0o755 });
    const strict = await makeWorkspace({ repository, gitPath: script });
    await expect(strict.workspace.inspectRepository(repository)).rejects.toMatchObject({
      code: 'NOT_A_GIT_REPOSITORY',
      message: expect.stringContaining('git config --global --add safe.directory') as string,
    });
    // The variable is one of git's: it never reaches the git we run.
    await expect(workspace.inspectRepository(repository)).resolves.toMatchObject({ hasCommits: true });
  });
});

test('a repository inside another one is found by its own folder', async () => {
  const { workspace, repository } = await makeWorkspace();
  const inner = await makeRepository(join(repository, 'inner'));
  expect(await workspace.inspectRepository(inner)).toMatchObject({ rootPath: inner });
});
