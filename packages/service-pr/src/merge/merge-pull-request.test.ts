import { sampleSnapshot } from '@ao/conformance';
import { AoError, type ErrorCode } from '@ao/domain';
import type { MergeOutcome } from '@ao/ports';
import { expect, test } from 'vitest';
import { serviceOnStores } from '../../test/service-on-stores.ts';

const AWAY = new AoError('FORGE_UNAVAILABLE', { message: 'No answer.', details: { retryAt: 9 } });
const NO_RIGHT = new AoError('FORGE_FORBIDDEN', { message: 'The token may not merge.' });

test.each<[MergeOutcome, ErrorCode, RegExp]>([
  [{ outcome: 'refused', reason: 'head_moved', message: '' }, 'PULL_REQUEST_HEAD_MOVED', /^#412 was not merged\. .*ao pr get/],
  [{ outcome: 'refused', reason: 'conflict', message: 'It conflicts.' }, 'PULL_REQUEST_CONFLICT', /The code host says: It conflicts\.$/],
  [{ outcome: 'refused', reason: 'method_not_allowed', message: 'No squash.' }, 'MERGE_METHOD_NOT_ALLOWED', /--method/],
  [{ outcome: 'refused', reason: 'not_mergeable', message: 'A review is missing.' }, 'PULL_REQUEST_NOT_MERGEABLE', /A review is missing/],
  [{ outcome: 'refused', reason: 'closed', message: '' }, 'PULL_REQUEST_CLOSED', /Reopen it/],
  [{ outcome: 'gone' }, 'PULL_REQUEST_NOT_FOUND', /Nothing was merged/],
  [{ outcome: 'forbidden', error: NO_RIGHT }, 'FORGE_FORBIDDEN', /may not merge/],
  [
    { outcome: 'unknown', error: AWAY },
    'MERGE_UNCERTAIN',
    /It is not known whether #412 was merged: No answer\. .*merging again does no harm/,
  ],
])('%j is %s', async (outcome, code, message) => {
  const { service, session, found, words, stores } = serviceOnStores();
  const id = found(session(), '1');
  words.merge = outcome;
  const error = await service.merge('412', { expectedHead: 'c0ffee' }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code, message });
  expect(stores.pullRequests.get(id)?.facts.state).toBe('open');
});

test('what is asked of the host: one commit, and only the head that was seen', async () => {
  const { service, session, found, asked, looks } = serviceOnStores();
  const id = found(session(), '1');
  const wish = { expectedHead: 'c0ffee', commitTitle: 'Health', commitMessage: undefined };
  expect(await service.merge('412', wish)).toMatchObject({ commit: 'f00d', wasAlready: false });
  const repository = { host: 'github.com', owner: 'acme', name: 'shop' };
  expect(asked).toEqual([
    ['merge', { repository, number: 412, method: 'squash', ...wish }],
    ['poll', [id]],
  ]);
  expect(looks).toEqual([[id]]);
});

test('an answer that got lost is found in the next look', async () => {
  const { service, session, found, words } = serviceOnStores();
  found(session(), '1');
  words.merge = { outcome: 'unknown', error: AWAY };
  words.poll = sampleSnapshot('1', { state: 'merged', mergeCommit: 'f00d', mergedAt: 6_000, observedAt: 7_000 });
  expect(await service.merge('412', { expectedHead: 'c0ffee' })).toMatchObject({ commit: 'f00d', pullRequest: { state: 'merged' } });
});

test('without a code host nothing is merged', async () => {
  const { service, session, found } = serviceOnStores({ scm: null });
  found(session(), '1');
  await expect(service.merge('412', { expectedHead: 'c0ffee' })).rejects.toMatchObject({ code: 'CODE_HOST_MISSING' });
  expect(service.get('https://github.com/acme/shop/pull/412').number).toBe(412);
});
