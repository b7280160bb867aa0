import { moveHead } from '@ao/github-stand-in';
import { expect, test } from 'vitest';
import { serviceOnGithub, type ServiceOnGithub } from './__fixtures__/service-on-github.ts';

async function mergeable(): Promise<ServiceOnGithub & { readonly head: string }> {
  const world = await serviceOnGithub();
  const { headCommit } = await world.found(world.session());
  return { ...world, head: headCommit };
}

test('a merge is one commit on the target branch unless said otherwise, and stored at once', async () => {
  const { service, head, repository, stores, looks } = await mergeable();
  const before = stores.changeLog.bounds().newest;
  const merged = await service.merge('1', { expectedHead: head });
  const main = (await repository.git?.branches())?.get('main');
  expect(merged).toMatchObject({ commit: main, wasAlready: false, pullRequest: { state: 'merged', number: 1 } });
  expect(service.get('1')).toMatchObject({ state: 'merged', mergeCommit: main });
  expect(stores.changeLog.after(before, 10).map(({ type }) => type)).toEqual(['pull_request.updated']);
  expect(looks).toHaveLength(1);
  expect(await service.merge('1', { expectedHead: head, method: 'rebase' })).toMatchObject({ wasAlready: true });
});

test('something pushed meanwhile is not merged unseen, and is shown at once', async () => {
  const { service, head, repository, host } = await mergeable();
  await repository.git?.commit({ branch: 'ao/shop-1/work', files: { 'more.txt': 'x' }, message: 'More' });
  const pushed = (await repository.git?.branches())?.get('ao/shop-1/work') ?? '';
  const record = repository.pullRequests.get(1);
  if (record !== undefined) moveHead(host.state, record, pushed);
  await expect(service.merge('1', { expectedHead: head })).rejects.toMatchObject({ code: 'PULL_REQUEST_HEAD_MOVED' });
  expect(service.get('1')).toMatchObject({ state: 'open', headCommit: pushed });
});

test('a way the repository does not allow, a conflict, and a closed one are told apart', async () => {
  const { service, head, repository } = await mergeable();
  repository.mergeMethods = ['rebase'];
  await expect(service.merge('1', { expectedHead: head })).rejects.toMatchObject({
    code: 'MERGE_METHOD_NOT_ALLOWED',
    message: /Choose another one with --method.*Squash merges are not allowed/,
  });
  repository.mergeMethods = ['squash'];
  const record = repository.pullRequests.get(1);
  await repository.git?.commit({ branch: 'main', files: { 'ao-shop-1-work.txt': 'Theirs.\n' }, message: 'Other' });
  Object.assign(record ?? {}, { baseCommit: (await repository.git?.branches())?.get('main') });
  await expect(service.merge('1', { expectedHead: head })).rejects.toMatchObject({ code: 'PULL_REQUEST_CONFLICT' });
  Object.assign(record ?? {}, { state: 'CLOSED', closedAt: Date.now() });
  await expect(service.merge('1', { expectedHead: head })).rejects.toMatchObject({ code: 'PULL_REQUEST_CLOSED' });
});

test('when the host is away it is not known what became of the merge, and nothing is claimed', async () => {
  const { service, head, host } = await mergeable();
  await host.close();
  await expect(service.merge('1', { expectedHead: head })).rejects.toMatchObject({ code: 'MERGE_UNCERTAIN' });
  expect(service.get('1').state).toBe('open');
  await expect(service.merge('2', { expectedHead: head })).rejects.toMatchObject({ code: 'PULL_REQUEST_NOT_FOUND' });
});
