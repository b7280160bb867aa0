import { SHOP_REPOSITORY } from '@ao/conformance';
import { AoError } from '@ao/domain';
import { expect, test } from 'vitest';
import { serviceOnStores, sightingAt } from '../../test/service-on-stores.ts';

const FORK = { ...SHOP_REPOSITORY, owner: 'bo' };

test.each([
  ['an old name', { address: { ...SHOP_REPOSITORY, name: 'store' }, parent: null }, sightingAt('store'), 'claimed'],
  ['a fork', { address: FORK, parent: { ...SHOP_REPOSITORY, name: 'upstream' } }, sightingAt('upstream'), 'claimed'],
  ['another repository', { address: SHOP_REPOSITORY, parent: null }, sightingAt('other'), 'CLAIM_REFUSED'],
])('the remote of the project is %s', async (_name, { address, parent }, sighting, expected) => {
  const { service, session, words } = serviceOnStores();
  const rest = { id: 'github.com:R_1', url: 'https://github.com/acme/shop', isPrivate: false, isArchived: false, defaultBranch: 'main' };
  words.repository = { outcome: 'value', value: { ...rest, address, parent } };
  words.place = { outcome: 'value', value: sighting };
  const outcome = await service.claim({ sessionId: session().id, pullRequest: '7' }).then(
    ({ pullRequest }) => pullRequest.origin,
    (error: AoError) => error.code,
  );
  expect(outcome).toBe(expected);
});

test.each([
  ['an ended session', { phase: 'ended' }, /has ended\. .*ao spawn --claim-pr/],
  ['an orchestrator', { kind: 'orchestrator' }, /is an orchestrator/],
  ['a session without a worktree', { phase: 'starting', workspace: undefined }, /has no worktree yet/],
] as const)('%s is not given a pull request', async (_name, changes, message) => {
  const { service, session, stores } = serviceOnStores();
  const { workspace, ...others } = changes as { readonly workspace?: undefined };
  const { id } = session(others);
  if ('workspace' in changes)
    stores.sessions.updateFacts(id, (facts) => ({ ...facts, workspace: { ...facts.workspace, state: 'absent' } }));
  expect(workspace).toBeUndefined();
  await expect(service.claim({ sessionId: id, pullRequest: '7' })).rejects.toMatchObject({ code: 'CLAIM_REFUSED', message });
  expect(service.list({ includeEnded: true })).toEqual([]);
});

test('a session that ends while the host is asked gets nothing', async () => {
  const { service, session, stores, asked } = serviceOnStores();
  const { id } = session();
  const claim = service.claim({ sessionId: id, pullRequest: '7' });
  stores.sessions.updateFacts(id, (facts) => ({ ...facts, phase: 'ended' }));
  await expect(claim).rejects.toMatchObject({ code: 'CLAIM_REFUSED' });
  expect(asked.map(([what]) => what)).toEqual(['place']);
});

test.each([
  [{ outcome: 'gone' } as const, 'PULL_REQUEST_NOT_FOUND'],
  [{ outcome: 'forbidden', error: new AoError('FORGE_FORBIDDEN') } as const, 'FORGE_FORBIDDEN'],
  [{ outcome: 'unknown', error: new AoError('FORGE_RATE_LIMITED') } as const, 'FORGE_RATE_LIMITED'],
])('when the host answers %j, the code is %s', async (place, code) => {
  const { service, session, words } = serviceOnStores();
  words.place = place;
  await expect(service.claim({ sessionId: session().id, pullRequest: '7' })).rejects.toMatchObject({ code });
});

test('a number alone is not enough where the project has no known remote', async () => {
  const { service, session, stores } = serviceOnStores();
  const { id } = session();
  const project = stores.projects.get('shop' as never);
  if (project !== null) stores.projects.archive(project.id, 1);
  if (project !== null) stores.projects.add({ ...project, originUrl: null });
  await expect(service.claim({ sessionId: id, pullRequest: '7' })).rejects.toMatchObject({
    code: 'PULL_REQUEST_REFERENCE_INVALID',
    message: /a number is not enough/,
  });
});
