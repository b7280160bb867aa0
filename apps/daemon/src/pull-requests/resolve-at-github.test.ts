import { addThread } from '@ao/github-stand-in';
import { expect, test } from 'vitest';
import { serviceOnGithub } from './__fixtures__/service-on-github.ts';

async function reviewed(threads: number) {
  const world = await serviceOnGithub();
  const session = world.session();
  const record = await world.found(session);
  const made = Array.from({ length: threads }, (_, index) => addThread(world.host.state, record, { body: `Point ${index}` }));
  const ids = made.map((thread) => world.id(thread));
  const answer = (await world.scm.poll([world.id(record)])).get(world.id(record));
  if (answer?.outcome === 'value')
    world.stores.pullRequests.recordSnapshot({ ...answer.value, observedAt: Date.now() + 1 }, { sessionId: session.id, origin: 'found' });
  return { ...world, ids, session, record };
}

test('all open threads are resolved at the host, and are no longer open here', async () => {
  const { service, ids, host } = await reviewed(2);
  expect(service.get('1')).toMatchObject({ unresolvedThreads: 2, threads: [{ id: ids[0], words: null }, { id: ids[1] }] });
  const result = await service.resolveThreads('1', null);
  expect(result.threads).toEqual(ids.map((id) => ({ id, outcome: 'resolved', message: null })));
  expect([...host.state.threads()].map(({ isResolved }) => isResolved)).toEqual([true, true]);
});

test('only the named ones are touched; one that is resolved already is no mistake, one nobody knows is', async () => {
  const { service, ids, stores, record, id, host } = await reviewed(2);
  const [first = '', second = ''] = ids;
  const result = await service.resolveThreads('1', [second, second]);
  expect(result.threads.map((thread) => thread.id)).toEqual([second]);
  const words = { isResolved: false, isOutdated: false, path: 'a', line: 1, comments: [], totalComments: 0 };
  stores.pullRequests.recordThreads(id(record), [{ id: second, ...words }]);
  expect((await service.resolveThreads('1', [second])).threads).toMatchObject([{ outcome: 'resolved' }]);
  expect(stores.pullRequests.threadsOf(id(record))).toMatchObject([{ id: second, isResolved: true }]);
  await expect(service.resolveThreads('1', [first, 'github.com:T_9'])).rejects.toMatchObject({ code: 'REVIEW_THREAD_NOT_FOUND' });
  await host.close();
  expect((await service.resolveThreads('1', [first])).threads).toMatchObject([{ outcome: 'unknown', message: expect.stringMatching(/./) }]);
});

test('where nothing is open there is nothing to do; what was never read is said to be so', async () => {
  const { service, stores, session } = await reviewed(0);
  await expect(service.resolveThreads('1', null)).rejects.toMatchObject({ code: 'NOTHING_TO_RESOLVE' });
  const facts = stores.pullRequests.listForSessions([session.id])[0]?.facts;
  if (facts !== undefined) stores.pullRequests.upsert({ ...facts, id: 'x:2', number: 2, url: 'https://github.com/acme/shop/pull/2' });
  await expect(service.resolveThreads('2', null)).rejects.toMatchObject({ code: 'PULL_REQUEST_NOT_READ' });
});
