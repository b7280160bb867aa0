import { renameRepository } from '@ao/github-stand-in';
import type { SessionId } from '@ao/domain';
import { expect, test } from 'vitest';
import { serviceOnGithub } from './__fixtures__/service-on-github.ts';

test.each([
  ['its number', () => '1'],
  ['its number with #', () => '#1'],
  ['its repository and number', (world: { readonly repository: { readonly owner: string } }) => `${world.repository.owner}/shop#1`],
  ['its address', (world: { readonly url: string }) => world.url],
])('a pull request is claimed by %s, and looked at', async (_name, referenceOf) => {
  const world = await serviceOnGithub();
  const session = world.session();
  const record = await world.open('a-branch-of-a-person');
  const url = `${world.host.url.replace(/^https?:/, 'https:')}/${world.repository.owner}/shop/pull/1`;
  const reference = referenceOf({ repository: world.repository, url });
  const claimed = await world.service.claim({ sessionId: session.id, pullRequest: reference });
  expect(claimed).toMatchObject({ takenFrom: null, branchDiffers: true, wasAlready: false });
  expect(claimed.pullRequest).toMatchObject({ id: world.id(record), sessionId: session.id, origin: 'claimed', number: 1 });
  expect(world.looks).toEqual([[world.id(record)]]);
});

test('one that is the session’s already is from now on taken away by people only', async () => {
  const world = await serviceOnGithub();
  const session = world.session();
  const record = await world.found(session);
  const claimed = await world.service.claim({ sessionId: session.id, pullRequest: '1' });
  expect(claimed).toMatchObject({ wasAlready: true, branchDiffers: false, pullRequest: { origin: 'claimed' } });
  expect(world.service.release('1')).toMatchObject({ pullRequest: { origin: 'found', sessionId: session.id } });
  expect(() => world.service.release(world.id(record))).toThrow(expect.objectContaining({ code: 'PULL_REQUEST_NOT_CLAIMED' }));
});

test('one of a running session is taken over only when that is wanted; one of an ended session stands in nobody’s way', async () => {
  const world = await serviceOnGithub();
  const [one, two] = [world.session(), world.session()];
  await world.found(one);
  const claim = { sessionId: two.id, pullRequest: '#1' };
  await expect(world.service.claim(claim)).rejects.toMatchObject({ code: 'PULL_REQUEST_OWNED', message: /belongs to shop-1/ });
  expect(world.service.list({ sessionId: one.id })).toHaveLength(1);
  expect(await world.service.claim({ ...claim, takeOver: true })).toMatchObject({ takenFrom: one.id, branchDiffers: true });
  world.stores.sessions.updateFacts(two.id, (facts) => ({ ...facts, phase: 'ended' }));
  const three = world.session();
  expect(await world.service.claim({ ...claim, sessionId: three.id })).toMatchObject({ takenFrom: two.id });
});

test('a repository with a new name is the same one', async () => {
  const world = await serviceOnGithub();
  const session = world.session();
  await world.open('work');
  renameRepository(world.host.state, world.repository, { name: 'store' });
  const claimed = await world.service.claim({ sessionId: session.id, pullRequest: '1' });
  expect(claimed.pullRequest.repository.name).toBe('store');
});

test('what cannot be claimed says why, and changes nothing', async () => {
  const world = await serviceOnGithub();
  const session = world.session();
  const ended = world.session({ phase: 'ended' });
  const { owner } = world.repository;
  await world.host.createRepository({ name: 'other', owner });
  const record = await world.open('work');
  const refused = (sessionId: string, pullRequest: string) =>
    world.service.claim({ sessionId: sessionId as SessionId, pullRequest }).then(
      () => 'claimed',
      (error: { readonly code: string }) => error.code,
    );
  expect(await refused('shop-9', '1')).toBe('SESSION_NOT_FOUND');
  expect(await refused(session.id, 'the first one')).toBe('PULL_REQUEST_REFERENCE_INVALID');
  expect(await refused(session.id, '99')).toBe('PULL_REQUEST_NOT_FOUND');
  expect(await refused(ended.id, '1')).toBe('CLAIM_REFUSED');
  Object.assign(record, { state: 'CLOSED', closedAt: Date.now() });
  expect(await refused(session.id, '1')).toBe('CLAIM_REFUSED');
  expect(world.service.list({ includeEnded: true })).toEqual([]);
  await world.host.close();
  expect(await refused(session.id, '1')).toBe('FORGE_UNAVAILABLE');
});

test('without a code host the words say how to get one', async () => {
  const world = await serviceOnGithub({ scm: null });
  const session = world.session();
  await expect(world.service.claim({ sessionId: session.id, pullRequest: '1' })).rejects.toMatchObject({ code: 'CODE_HOST_MISSING' });
});
