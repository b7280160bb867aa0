import { createSession, samplePullRequest } from '@ao/conformance';
import type { ScmHint } from '@ao/ports';
import type { LookRequest } from '@ao/observe-scm';
import { createFakeClock, createInMemoryStores } from '@ao/testing';
import { expect, test } from 'vitest';
import { lookForHint } from './look-for-hint.ts';

const REPOSITORY = { host: 'github.com', owner: 'acme', name: 'shop' };

function looksFor(hint: Partial<ScmHint>): readonly string[] {
  const clock = createFakeClock();
  const stores = createInMemoryStores({ clock });
  const { id } = createSession(stores);
  const known = (number: number, changes: object) =>
    stores.pullRequests.upsert(
      samplePullRequest(String(number), id, { number, url: `https://github.com/acme/shop/pull/${number}`, ...changes }),
    );
  known(1, { headCommit: 'aaaaaaa', sourceBranch: 'one', targetBranch: 'main' });
  known(2, { headCommit: 'bbbbbbb', sourceBranch: 'two', targetBranch: 'main' });
  known(3, { headCommit: 'ccccccc', sourceBranch: 'three', targetBranch: 'next', state: 'merged', updatedAt: clock.now() - 2 * 3_600_000 });
  const asked: LookRequest[] = [];
  lookForHint(
    { repository: REPOSITORY, numbers: [], commits: [], branches: [], mayBeNew: false, reasons: ['test'], ...hint },
    { pullRequests: stores.pullRequests, observer: { requestLook: (request) => asked.push(request) }, clock },
  );
  expect(asked.every(({ reason }) => reason === 'webhook: test')).toBe(true);
  return asked.map(
    ({ pullRequestIds, repository }) => pullRequestIds?.toSorted().join(' ') ?? `new in ${repository?.owner}/${repository?.name}`,
  );
}

test.each<[string, Partial<ScmHint>, readonly string[]]>([
  ['a number', { numbers: [2] }, ['github.com:2']],
  ['a number nobody knows', { numbers: [9] }, []],
  ['a commit', { commits: ['aaaaaaa'] }, ['github.com:1']],
  ['a branch', { branches: ['two'] }, ['github.com:2', 'new in acme/shop']],
  ['what they are to be merged into', { branches: ['main'] }, ['github.com:1 github.com:2', 'new in acme/shop']],
  ['a new one', { numbers: [9], mayBeNew: true }, ['new in acme/shop']],
  ['one that ended long ago', { numbers: [3] }, []],
  ['another repository', { repository: { ...REPOSITORY, name: 'blog' }, numbers: [1] }, []],
  ['another host', { repository: { ...REPOSITORY, host: 'git.example.org' }, numbers: [1] }, []],
  [
    'the same repository in other letters',
    { repository: { host: 'github.com', owner: 'Acme', name: 'SHOP' }, numbers: [1] },
    ['github.com:1'],
  ],
  ['nothing', {}, []],
])('a hint at %s', (_name, hint, expected) => {
  expect(looksFor(hint)).toEqual(expected);
});
