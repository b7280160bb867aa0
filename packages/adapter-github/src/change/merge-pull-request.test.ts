import { addCheckRun, openPullRequest, renameRepository } from '@ao/github-stand-in';
import { beforeEach, describe, expect, test } from 'vitest';
import { useGithubWorld } from '../__fixtures__/github-world.ts';

const world = useGithubWorld();

/** A pull request whose branch really is there. */
async function open() {
  const { host, address } = world();
  const repository = await host.createRepository();
  await repository.git?.commit({ branch: 'work', from: 'main', files: { 'README.md': 'Better.\n' }, message: 'Work' });
  const headCommit = (await repository.git?.branches())?.get('work') ?? '';
  const pullRequest = openPullRequest(host.state, repository, { branch: 'work', headCommit, title: 'Better' });
  const request = { repository: address(repository), number: 1, method: 'squash', expectedHead: headCommit } as const;
  return { repository, pullRequest, request };
}

describe.each(['merge', 'squash', 'rebase'] as const)('%s', (method) => {
  test('puts the work onto the target branch, once', async () => {
    const { scm } = world();
    const { repository, pullRequest, request } = await open();
    const merged = await scm.merge({ ...request, method });
    const main = (await repository.git?.branches())?.get('main');
    expect(merged).toEqual({ outcome: 'merged', commit: main, wasAlready: false });
    expect(pullRequest.state).toBe('MERGED');
    expect(await scm.merge({ ...request, method })).toEqual({ outcome: 'merged', commit: main, wasAlready: true });
  });
});

test('finds the repository under its new name', async () => {
  const { host, scm } = world();
  const { repository, request } = await open();
  renameRepository(host.state, repository, { name: 'store' });
  expect(await scm.merge(request)).toMatchObject({ outcome: 'merged', wasAlready: false });
});

describe('is refused', () => {
  test('when somebody has pushed since', async () => {
    const { scm } = world();
    const { pullRequest, request } = await open();
    expect(await scm.merge({ ...request, expectedHead: 'a'.repeat(40) })).toMatchObject({ outcome: 'refused', reason: 'head_moved' });
    expect(pullRequest.state).toBe('OPEN');
  });

  test('when it conflicts, as git itself says', async () => {
    const { scm } = world();
    const { repository, pullRequest, request } = await open();
    pullRequest.baseCommit = (await repository.git?.commit({ branch: 'main', files: { 'README.md': 'Other.\n' }, message: 'Other' })) ?? '';
    expect(await scm.merge(request)).toMatchObject({ outcome: 'refused', reason: 'conflict' });
  });

  test('when the repository wants another way', async () => {
    const { scm } = world();
    const { repository, request } = await open();
    repository.mergeMethods = ['rebase'];
    expect(await scm.merge(request)).toMatchObject({
      outcome: 'refused',
      reason: 'method_not_allowed',
      message: 'Squash merges are not allowed on this repository.',
    });
  });

  test('when rules stand before it', async () => {
    const { host, scm } = world();
    const { repository, pullRequest, request } = await open();
    repository.requiredChecks = ['test'];
    expect(await scm.merge(request)).toMatchObject({
      outcome: 'refused',
      reason: 'not_mergeable',
      message: expect.stringContaining('test') as string,
    });
    addCheckRun(host.state, pullRequest, { name: 'test' });
    expect(await scm.merge(request)).toMatchObject({ outcome: 'merged' });
  });

  test('when it was closed', async () => {
    const { scm } = world();
    const { pullRequest, request } = await open();
    pullRequest.state = 'CLOSED';
    expect(await scm.merge(request)).toMatchObject({ outcome: 'refused', reason: 'closed' });
  });

  test('without the right to', async () => {
    const { host, scm } = world();
    const { repository, request } = await open();
    repository.readOnlyFor = [host.token];
    expect(await scm.merge(request)).toMatchObject({ outcome: 'forbidden', error: { code: 'FORGE_FORBIDDEN' } });
  });

  test('when there is no such pull request', async () => {
    const { scm } = world();
    const { request } = await open();
    expect(await scm.merge({ ...request, number: 9 })).toEqual({ outcome: 'gone' });
    expect(await scm.merge({ ...request, repository: { ...request.repository, host: 'gitlab.com' } })).toEqual({ outcome: 'gone' });
  });
});

describe('an answer that got lost', () => {
  let merges = 0;
  beforeEach(() => {
    merges = 0;
  });

  test('is looked for: it may have been a merge', async () => {
    const { host, scm } = world();
    const { pullRequest, request } = await open();
    host.faults.add({ on: 'rest', effect: { type: 'half_answer' }, when: ({ method }) => method === 'PUT' && (merges += 1) > 0 });
    expect(await scm.merge(request)).toEqual({ outcome: 'merged', commit: pullRequest.mergeCommit, wasAlready: false });
    expect(merges).toBe(1);
  });

  test('is unknown when it was none, and nothing is sent twice', async () => {
    const { host, scm } = world();
    const { pullRequest, request } = await open();
    host.faults.add({ on: 'rest', effect: { type: 'reset' }, when: ({ method }) => method === 'PUT' && (merges += 1) > 0 });
    expect(await scm.merge(request)).toMatchObject({ outcome: 'unknown', error: { code: 'FORGE_UNAVAILABLE' } });
    expect([merges, pullRequest.state]).toEqual([1, 'OPEN']);
  });
});
