import { openPullRequest, removeRepository, renameRepository } from '@ao/github-stand-in';
import { expect, test } from 'vitest';
import { useGithubWorld } from '../__fixtures__/github-world.ts';

const world = useGithubWorld();

async function shop() {
  const { host, address } = world();
  const repository = await host.createRepository({ files: null });
  const open = (branch: string, more: Partial<Parameters<typeof openPullRequest>[2]> = {}) =>
    openPullRequest(host.state, repository, { branch, ...more });
  const request = {
    repository: address(repository),
    sourceRepository: address(repository),
    branchPrefixes: ['ao/shop-'],
    since: null,
    validator: null,
  };
  return { repository, open, request };
}

test('finds the pull requests of a namespace, newest change first, whoever made them and however they ended', async () => {
  const { host, scm, id } = world();
  const { open, request } = await shop();
  const first = open('ao/shop-1/work', { title: 'One', isDraft: true });
  open('feature/other');
  const second = open('ao/shop-2/work', { author: { login: 'bot', isBot: true } });
  Object.assign(first, { updatedAt: Date.now() + 60_000 });
  Object.assign(second, { state: 'CLOSED', closedAt: Date.now() });
  const answer = await scm.discover(request);
  expect(answer).toMatchObject({
    outcome: 'found',
    isComplete: true,
    repository: request.repository,
    pullRequests: [
      { id: id(first), number: 1, title: 'One', state: 'draft', sourceBranch: 'ao/shop-1/work', sourceRepository: request.repository },
      { id: id(second), number: 3, state: 'closed', author: { login: 'bot', isBot: true } },
    ],
  });
  expect(host.usage.requests).toHaveLength(1);
});

test('the same question with the validator costs nothing until something changes', async () => {
  const { host, scm } = world();
  const { open, request } = await shop();
  const pullRequest = open('ao/shop-1/work');
  const found = await scm.discover(request);
  const validator = found.outcome === 'found' ? found.validator : null;
  expect(await scm.discover({ ...request, validator })).toEqual({ outcome: 'unchanged' });
  expect(host.account().used.core).toBe(1);
  pullRequest.state = 'MERGED';
  pullRequest.mergedAt = Date.now();
  expect(await scm.discover({ ...request, validator })).toMatchObject({ outcome: 'found', pullRequests: [{ state: 'merged' }] });
});

test('a branch of the same name in a fork is not ours; one in the named fork is', async () => {
  const { host, scm, address } = world();
  const { repository, open, request } = await shop();
  const fork = await host.createRepository({ owner: 'mallory', files: null, parent: repository });
  open('ao/shop-1/work', { from: fork });
  expect(await scm.discover(request)).toMatchObject({ pullRequests: [] });
  expect(await scm.discover({ ...request, sourceRepository: address(fork) })).toMatchObject({
    pullRequests: [{ sourceRepository: address(fork) }],
  });
  removeRepository(host.state, fork);
  expect(await scm.discover({ ...request, sourceRepository: { ...address(fork) } })).toMatchObject({ pullRequests: [] });
});

test('reads on until it reaches the time it was asked for', async () => {
  const { host, scm } = world();
  const { open, request } = await shop();
  const now = Math.floor(Date.now() / 1_000) * 1_000;
  for (let number = 0; number < 250; number += 1) open(`ao/shop-${number}/work`).updatedAt = now - number * 1_000;
  expect(await scm.discover(request)).toMatchObject({ pullRequests: { length: 100 } });
  host.usage.requests.length = 0;
  expect(await scm.discover({ ...request, since: now - 150_000 })).toMatchObject({ pullRequests: { length: 151 }, isComplete: true });
  expect(host.usage.requests).toHaveLength(2);
  host.faults.add({ on: 'rest', effect: { type: 'status', status: 500 }, when: () => host.usage.requests.length > 2, times: 9 });
  expect(await scm.discover({ ...request, since: now - 150_000 })).toMatchObject({
    pullRequests: { length: 100 },
    isComplete: false,
    validator: null,
  });
});

test('a renamed repository answers under its new name', async () => {
  const { host, scm, address } = world();
  const { repository, open, request } = await shop();
  open('ao/shop-1/work');
  renameRepository(host.state, repository, { name: 'store' });
  expect(await scm.discover(request)).toMatchObject({
    repository: address(repository),
    pullRequests: [{ repository: address(repository) }],
  });
  expect(await scm.readRepository(request.repository)).toMatchObject({
    value: { address: address(repository), defaultBranch: 'main', parent: null },
  });
});

test.each(['deleted', 'private'])('a %s repository is gone', async (how) => {
  const { host, scm } = world();
  const { repository, request } = await shop();
  if (how === 'deleted') removeRepository(host.state, repository);
  else repository.visibleTo = [];
  const gone = { outcome: 'gone' };
  expect(await scm.discover(request)).toEqual(gone);
  expect(await scm.readRepository(request.repository)).toEqual(gone);
  expect(await scm.findByPlace({ ...request, number: 1 })).toEqual(gone);
  expect(await scm.findByBranch({ ...request, branch: 'x' })).toEqual(gone);
  expect(await scm.discover({ ...request, repository: { ...request.repository, host: 'gitlab.com' } })).toEqual(gone);
});

test('one branch and one number can be looked up', async () => {
  const { scm, id } = world();
  const { open, request } = await shop();
  open('ao/shop-1/work');
  const second = open('ao/shop-1/more');
  expect(await scm.findByBranch({ ...request, branch: 'ao/shop-1/more' })).toMatchObject({ value: [{ id: id(second) }] });
  expect(await scm.findByPlace({ ...request, number: 2 })).toMatchObject({ value: { id: id(second) } });
  expect(await scm.findByPlace({ ...request, number: 99 })).toEqual({ outcome: 'gone' });
});
