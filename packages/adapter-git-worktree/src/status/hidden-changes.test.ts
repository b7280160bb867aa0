import { expect, test } from 'vitest';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { makeRepository, runGit, writeFiles } from '../__fixtures__/sample-repository.ts';
import { createGitClient } from '../git/git-client.ts';
import { quotePath, readHiddenChanges } from './hidden-changes.ts';

test('changes that git was told not to look at are found, by content and not by time', async () => {
  const names = ['plain', 'same', 'né\n"w', ' -x'];
  const repository = await makeRepository(await makeFolder(), Object.fromEntries(names.map((name) => [name, 'old\n'])));
  const git = createGitClient('git');
  expect(await readHiddenChanges(git, repository)).toEqual({ changed: [], deleted: [] });
  await runGit(repository, 'update-index', '--assume-unchanged', 'same', 'né\n"w', ' -x');
  await writeFiles(repository, { plain: 'new\n', same: 'old\n', 'né\n"w': 'new\n' });
  await runGit(repository, 'rm', '--quiet', '--cached', 'plain');
  const { changed, deleted } = await readHiddenChanges(git, repository);
  expect([changed.map((path) => Buffer.from(path, 'latin1').toString()), deleted]).toEqual([['né\n"w'], []]);
});

test('paths are quoted as git reads them', () => {
  expect(quotePath('a"\n')).toBe('"\\141\\042\\012"');
});
