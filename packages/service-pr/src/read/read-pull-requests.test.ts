import { sampleFailure, sampleSnapshot, sampleCheck, sampleChecks, sampleThread, sampleComment } from '@ao/conformance';
import { AoError, type ProjectId, type SessionId } from '@ao/domain';
import { expect, test } from 'vitest';
import { serviceOnStores } from '../../test/service-on-stores.ts';
import { createPullRequestService } from '../create-pull-request-service.ts';

async function several() {
  const world = serviceOnStores();
  const [one, two] = [world.session(), world.session()];
  const { pullRequests } = world.stores;
  const owner = (id: SessionId) => ({ sessionId: id, origin: 'found' }) as const;
  pullRequests.recordSnapshot(sampleSnapshot('a', { number: 1, sourceBranch: 'lower', updatedAt: 1_000 }), owner(one.id));
  pullRequests.recordSnapshot(
    sampleSnapshot('b', { number: 2, sourceBranch: 'upper', targetBranch: 'lower', updatedAt: 2_000 }),
    owner(one.id),
  );
  pullRequests.recordSnapshot(sampleSnapshot('c', { number: 3, state: 'merged', mergedAt: 3_000, updatedAt: 9_000 }), owner(one.id));
  const elsewhere = { host: 'github.com', owner: 'acme', name: 'api' };
  pullRequests.recordSnapshot(sampleSnapshot('d', { number: 1, repository: elsewhere, state: 'draft' }), owner(two.id));
  return { ...world, one, two };
}

test('lists show sessions in order, open ones first, and what each stands on', async () => {
  const { service, one, two } = await several();
  expect(service.list().map(({ number, sessionId, standsOn }) => [sessionId, number, standsOn?.number ?? null])).toEqual([
    [one.id, 2, 1],
    [one.id, 1, null],
    [two.id, 1, null],
  ]);
  expect(service.list({ includeEnded: true }).map(({ number }) => number)).toEqual([2, 1, 3, 1]);
  expect(service.list({ sessionId: two.id })).toHaveLength(1);
  expect(service.list({ projectId: 'shop' as ProjectId })).toHaveLength(3);
  expect(() => service.list({ sessionId: 'shop-9' as SessionId })).toThrow(expect.objectContaining({ code: 'SESSION_NOT_FOUND' }));
  expect(() => service.list({ projectId: 'blog' as ProjectId })).toThrow(expect.objectContaining({ code: 'PROJECT_NOT_FOUND' }));
});

test.each([
  ['github.com:b', 'github.com:b'],
  ['#2', 'github.com:b'],
  [' 2 ', 'github.com:b'],
  ['3', 'github.com:c'],
  ['shop-2', 'github.com:d'],
])('%j names %s', async (reference, id) => {
  expect((await several()).service.get(reference).id).toBe(id);
});

test('where several fit, they are named; where none does, the next step is', async () => {
  const { service, stores } = await several();
  const codeOf = (reference: string) => {
    try {
      return service.get(reference).id;
    } catch (error) {
      return error;
    }
  };
  expect(codeOf('1')).toMatchObject({ code: 'PULL_REQUEST_AMBIGUOUS', message: /acme\/shop#1|acme\/api#1/ });
  expect(codeOf('shop-1')).toMatchObject({ code: 'PULL_REQUEST_AMBIGUOUS' });
  expect(codeOf('77')).toMatchObject({ code: 'PULL_REQUEST_NOT_FOUND', message: /ao pr claim/ });
  expect(codeOf('\u001b[31mwhat\u0007')).toMatchObject({ code: 'PULL_REQUEST_NOT_FOUND', message: /"\[31mwhat"/ });
  expect(codeOf('shop-7')).toMatchObject({ code: 'PULL_REQUEST_NOT_FOUND' });
  stores.pullRequests.remove('github.com:d');
  expect(codeOf('shop-2')).toMatchObject({ code: 'PULL_REQUEST_NOT_FOUND', message: /shop-2 has no pull request/ });
  stores.pullRequests.remove('github.com:a');
  stores.pullRequests.remove('github.com:b');
  expect(codeOf('shop-1')).toBe('github.com:c');
});

test('details join checks with why they failed, and open threads with what was said', async () => {
  const { service, stores, one } = await several();
  const checks = sampleChecks([
    sampleCheck('test', { state: 'failed' }),
    sampleCheck('lint', { state: 'running' }),
    sampleCheck('docs', { state: 'skipped' }),
  ]);
  stores.pullRequests.recordSnapshot(sampleSnapshot('b', { number: 2, checks, observedAt: 6_000 }), { sessionId: one.id, origin: 'found' });
  stores.pullRequests.recordFailure('github.com:b', 'github.com:check-test', sampleFailure('expected 1'));
  stores.pullRequests.recordThreads('github.com:b', [sampleThread('t-1', [sampleComment('c', 1)])]);
  const details = service.get('2');
  expect(details.checks).toEqual({ passed: 0, failed: 1, open: 1, skipped: 1 });
  expect(details.checkList.map(({ name, failure }) => [name, failure?.excerpt.text ?? null])).toEqual([
    ['test', 'expected 1'],
    ['lint', null],
    ['docs', null],
  ]);
  expect(details.threads).toMatchObject([
    { path: 'src/health.ts', words: { totalComments: 1, comments: [{ body: { text: 'words of c' } }] } },
  ]);
  expect(details).toMatchObject({ author: { login: 'ana' }, isComplete: true, gate: 'blocked', conflict: 'mergeable' });
});

test('checks that may not be read are not counted as none; without any there are none', async () => {
  const { service, stores, one } = await several();
  const see = (checks: ReturnType<typeof sampleChecks>, observedAt: number) => {
    stores.pullRequests.recordSnapshot(sampleSnapshot('b', { number: 2, checks, observedAt }), { sessionId: one.id, origin: 'found' });
    return service.get('2').checks;
  };
  const refused = new AoError('FORGE_FORBIDDEN', { message: 'Resource not accessible by personal access token.' });
  expect(see({ ...sampleChecks([]), error: refused }, 6_000)).toBeNull();
  expect(see(sampleChecks([]), 7_000)).toEqual({ passed: 0, failed: 0, open: 0, skipped: 0 });
  expect(see({ ...sampleChecks([sampleCheck('test')]), error: refused }, 8_000)).toMatchObject({ passed: 1 });
});

test('a list reads the stores as often for many sessions as for one', () => {
  const { stores, session, found } = serviceOnStores();
  let reads = 0;
  const counted = <Store extends object>(store: Store): Store =>
    new Proxy(store, {
      get(target, name) {
        reads += 1;
        return Reflect.get(target, name) as unknown;
      },
    });
  const service = createPullRequestService({
    stores: { ...stores, sessions: counted(stores.sessions), pullRequests: counted(stores.pullRequests) },
    scm: null,
    watcher: null,
    clock: { now: () => 0 },
  });
  found(session(), '0');
  expect(service.list()).toHaveLength(1);
  const ofOne = reads;
  for (let index = 1; index < 20; index += 1) found(session(), String(index), { number: index });
  reads = 0;
  expect(service.list()).toHaveLength(20);
  expect(reads).toBe(ofOne);
});
