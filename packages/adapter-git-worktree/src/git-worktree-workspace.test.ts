import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { workspaceSuite } from '@ao/conformance';
import { describe, expect, test } from 'vitest';
import { runGit, writeFiles } from './__fixtures__/sample-repository.ts';
import { makeWorkspace } from './__fixtures__/workspace-fixture.ts';

describe('keeps the contract of a workspace', () => {
  workspaceSuite({
    test,
    async create() {
      const { workspace, repository, path } = await makeWorkspace();
      return {
        workspace,
        repositoryPath: repository,
        worktreePath: path,
        writeFile: (place, name, text) => writeFiles(place, { [name]: text }),
        hasFile: (place, name) =>
          access(join(place, name)).then(
            () => true,
            () => false,
          ),
        async commit(place) {
          await runGit(place, 'add', '--all');
          await runGit(place, 'commit', '--quiet', '-m', 'work');
        },
        deleteFolder: (place) => rm(place, { recursive: true }),
      };
    },
  });
});

test('importing and making it starts nothing and writes nothing', async () => {
  const { root } = await makeWorkspace();
  await expect(access(root)).rejects.toThrow('ENOENT');
});
