import { expect, test } from 'vitest';
import { serviceOnStores } from '../../test/service-on-stores.ts';

test.each([
  ['goes back to the session it was taken from', 'ao/shop-1/work', 'shop-1'],
  ['goes to the session below whose branches it lies', 'ao/shop-1/more', 'shop-1'],
  ['stays where its branch says so', 'ao/shop-2/work', 'shop-2'],
  ['is forgotten where no branch fits', 'patch-1', null],
])('a released pull request %s', (_name, sourceBranch, expected) => {
  const { service, session, found, stores, looks } = serviceOnStores();
  const [one, two] = [session(), session()];
  const id = found(one, '1', { sourceBranch });
  stores.pullRequests.assign(id, { sessionId: two.id, origin: 'claimed' });
  const { pullRequest } = service.release('412');
  expect(pullRequest && [pullRequest.sessionId, pullRequest.origin]).toEqual(expected === null ? null : [expected, 'found']);
  expect(stores.pullRequests.get(id) === null).toBe(expected === null);
  expect(looks).toHaveLength(expected === null ? 0 : 1);
});

test('what was not claimed is not released', () => {
  const { service, session, found } = serviceOnStores();
  found(session(), '1');
  expect(() => service.release('412')).toThrow(
    expect.objectContaining({ code: 'PULL_REQUEST_NOT_CLAIMED', message: expect.stringMatching(/shop-1 has it/) }),
  );
});
