import { expect, test } from 'vitest';
import { commitFiles, makeRepository, runGit } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { createGitClient } from './git-client.ts';
import { resolveObjects } from './object-resolver.ts';

test('many names are resolved at once; what does not exist is absent, whatever it looks like', async () => {
  const repository = await makeRepository(await makeFolder());
  const first = await runGit(repository, 'rev-parse', 'HEAD');
  const second = await commitFiles(repository, { 'a b.txt': 'x' });
  await runGit(repository, 'tag', '-a', 'v1', '-m', 'one', first);
  const names = [
    'HEAD',
    'HEAD~1',
    'v1^{commit}',
    'HEAD:a b.txt',
    'nothing',
    '--all',
    '',
    'a\nHEAD',
    'x missing',
    first.slice(0, 3),
    'HEAD',
  ];
  const resolved = await resolveObjects(createGitClient('git'), repository, names);
  expect([...resolved.keys()]).toEqual(['HEAD', 'HEAD~1', 'v1^{commit}', 'HEAD:a b.txt']);
  expect([resolved.get('HEAD'), resolved.get('HEAD~1'), resolved.get('v1^{commit}')]).toEqual([second, first, first]);
  expect(await resolveObjects(createGitClient('git'), repository, [])).toEqual(new Map());
});
