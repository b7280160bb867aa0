import { beforeEach, expect, test } from 'vitest';
import { makeRepository, runGit } from '../__fixtures__/sample-repository.ts';
import { makeWorkspace, type WorkspaceFixture } from '../__fixtures__/workspace-fixture.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { join } from 'node:path';

const ORIGIN = 'git@github.com:acme/shop.git';
const FORK = 'https://github.com/ana/shop.git';
const BRANCH = 'ao/shop-1/work';
let fixture: WorkspaceFixture;

beforeEach(async () => {
  const folder = await makeFolder();
  fixture = await makeWorkspace({ folder, repository: await makeRepository(join(folder, 'repository')) });
});

const git = (...args: readonly string[]) => runGit(fixture.repository, ...args);
const target = async (branch: string | null = BRANCH) =>
  (await fixture.workspace.pushTarget?.({ repositoryPath: fixture.repository, path: null, branch }))?.url;

test.each<[string, readonly (readonly string[])[], string | null]>([
  ['nowhere without a remote', [], null],
  ['to the origin', [['remote', 'add', 'origin', ORIGIN]], ORIGIN],
  [
    'to the push address of the origin',
    [
      ['remote', 'add', 'origin', ORIGIN],
      ['remote', 'set-url', '--push', 'origin', FORK],
    ],
    FORK,
  ],
  [
    'to the remote everything is pushed to',
    [
      ['remote', 'add', 'origin', ORIGIN],
      ['remote', 'add', 'mine', FORK],
      ['config', 'remote.pushDefault', 'mine'],
    ],
    FORK,
  ],
  [
    'to the remote of the branch',
    [
      ['remote', 'add', 'origin', ORIGIN],
      ['remote', 'add', 'mine', FORK],
      ['config', `branch.${BRANCH}.remote`, 'mine'],
    ],
    FORK,
  ],
  [
    'to the remote this branch alone is pushed to, before all others',
    [
      ['remote', 'add', 'origin', ORIGIN],
      ['remote', 'add', 'mine', FORK],
      ['config', 'remote.pushDefault', 'origin'],
      ['config', `branch.${BRANCH}.pushRemote`, 'mine'],
    ],
    FORK,
  ],
  [
    'to the origin when the branch stands on a local one',
    [
      ['remote', 'add', 'origin', ORIGIN],
      ['config', `branch.${BRANCH}.remote`, '.'],
    ],
    ORIGIN,
  ],
  [
    'to an address the branch names itself',
    [
      ['remote', 'add', 'origin', ORIGIN],
      ['config', `branch.${BRANCH}.pushRemote`, FORK],
    ],
    FORK,
  ],
  [
    'by the rewritings of the user',
    [
      ['remote', 'add', 'origin', 'gh:acme/shop.git'],
      ['config', 'url.git@github.com:.insteadOf', 'gh:'],
    ],
    ORIGIN,
  ],
])('a branch is pushed %s', async (_name, commands, expected) => {
  for (const command of commands) await git(...command);
  expect(await target()).toBe(expected);
});

test('without a branch the rest of the rules hold', async () => {
  await git('remote', 'add', 'origin', ORIGIN);
  await git('config', `branch.${BRANCH}.pushRemote`, FORK);
  expect(await target(null)).toBe(ORIGIN);
});
