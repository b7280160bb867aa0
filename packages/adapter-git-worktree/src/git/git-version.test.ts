import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeGitScript } from '../__fixtures__/git-script.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { makeWorkspace } from '../__fixtures__/workspace-fixture.ts';
import { isAtLeastVersion, parseGitVersion } from './git-version.ts';

describe('versions', () => {
  test.each([
    ['git version 2.39.5', '2.39.5'],
    ['git version 2.39.5 (Apple Git-154)', '2.39.5'],
    ['git version 2.45.1.windows.1', '2.45.1'],
    ['git version 3.0', '3.0'],
    ['something else', null],
  ])('are read from %j', (text, version) => {
    expect(parseGitVersion(text)).toBe(version);
  });

  test.each([
    ['2.31.0', true],
    ['2.31', true],
    ['2.30.9', false],
    ['2.100.0', true],
    ['3.0.0', true],
    ['1.99.99', false],
  ])('%s is new enough: %s', (version, expected) => {
    expect(isAtLeastVersion(version, '2.31.0')).toBe(expected);
  });
});

describe('git itself', () => {
  test('is found, with path and version', async () => {
    const { workspace } = await makeWorkspace();
    expect(await workspace.check()).toEqual({
      level: 'ok',
      summary: expect.stringMatching(/^git \d/u) as string,
      path: expect.stringMatching(/^\/.*git$/u) as string,
      version: expect.stringMatching(/^\d/u) as string,
      remedy: null,
      code: null,
    });
  });

  test('missing is GIT_NOT_FOUND everywhere, until it is installed', async () => {
    const folder = await makeFolder();
    const gitPath = join(folder, 'git-script');
    const { workspace, request, repository } = await makeWorkspace({ gitPath });
    expect(await workspace.check()).toMatchObject({ level: 'failed', path: null, version: null, code: 'GIT_NOT_FOUND' });
    await expect(workspace.preflight(request('shop-1'))).rejects.toMatchObject({ code: 'GIT_NOT_FOUND' });
    await expect(workspace.create(request('shop-1'))).rejects.toMatchObject({ code: 'GIT_NOT_FOUND' });
    await expect(workspace.inspectRepository(repository)).rejects.toMatchObject({ code: 'GIT_NOT_FOUND' });
    await makeGitScript(folder, '');
    await expect(workspace.create(request('shop-1'))).resolves.toMatchObject({ branch: 'ao/shop-1/work' });
  });

  test('too old is GIT_TOO_OLD', async () => {
    const folder = await makeFolder();
    const gitPath = join(folder, 'old-git');
    await writeFile(gitPath, '#!/bin/sh\necho git version 2.30.2\n');
    await chmod(gitPath, 0o755);
    const { workspace, request } = await makeWorkspace({ gitPath });
    expect(await workspace.check()).toMatchObject({ level: 'failed', path: gitPath, version: '2.30.2', code: 'GIT_TOO_OLD' });
    await expect(workspace.preflight(request('shop-1'))).rejects.toMatchObject({ code: 'GIT_TOO_OLD' });
    await expect(workspace.create(request('shop-1'))).rejects.toMatchObject({ code: 'GIT_TOO_OLD' });
  });

  test('of the oldest version that will do has no lock reasons, and all else works', async () => {
    const folder = await makeFolder();
    const lines = 'case "$*" in *--version*) echo git version 2.31.1; exit 0;; *--reason*) exit 129;; esac';
    const fixture = await makeWorkspace({ folder, gitPath: await makeGitScript(folder, lines) });
    const { workspace, request, target } = fixture;
    await workspace.create(request('shop-1'));
    const plan = await workspace.planRemoval(target('shop-1'));
    expect(await workspace.remove({ ...target('shop-1'), plan, allowSave: false })).toMatchObject({ removed: true });
    expect(await workspace.restore({ ...target('shop-1'), branch: 'ao/shop-1/work', rescueRef: null })).toMatchObject({ baseRef: 'main' });
  });
});
