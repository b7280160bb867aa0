import { expect, test } from 'vitest';
import { createMemoryPullRequests } from '../../__fixtures__/memory-pull-requests.ts';
import { createTestApi, sessionToken, type TestRequest } from '../../__fixtures__/test-api.ts';

const AGENT = sessionToken('shop-1');
const COMMANDER = sessionToken('api-1');

function world() {
  const pullRequests = createMemoryPullRequests();
  return { pullRequests, api: createTestApi({ pullRequests }) };
}

test('agents see the pull requests of their project only', async () => {
  const { api } = world();
  const numbers = async (path: string, token?: string) => {
    const { body } = await api.call(`/api/v1/pull-requests${path}`, token === undefined ? {} : { token });
    return body.pullRequests?.map(({ number }: { readonly number: number }) => number) ?? body.code;
  };
  expect(await numbers('')).toEqual([412, 413, 7, 8]);
  expect(await numbers('', AGENT)).toEqual([412, 413]);
  expect(await numbers('?session=api-1')).toEqual([7]);
  expect(await numbers('?session=api-1', AGENT)).toEqual([]);
  expect(await numbers('?project=api', AGENT)).toBe('TOKEN_SCOPE');
  expect(await numbers('?session=../x')).toBe('INVALID_SESSION_ID');
  expect((await api.call('/api/v1/pull-requests/7', { token: AGENT })).body.code).toBe('TOKEN_SCOPE');
  expect((await api.call('/api/v1/pull-requests/7/explain', { token: AGENT })).body.code).toBe('TOKEN_SCOPE');
  expect((await api.call('/api/v1/pull-requests/%23412', { token: AGENT })).body.pullRequest.number).toBe(412);
});

test.each<[string, TestRequest]>([
  ['/api/v1/pull-requests/412/resolve', { method: 'POST' }],
  ['/api/v1/pull-requests/412/release', { method: 'POST' }],
  ['/api/v1/pull-requests/412/retry', { method: 'POST' }],
  ['/api/v1/pull-requests/look', { method: 'POST' }],
  ['/api/v1/sessions/shop-1/reactions', { method: 'POST', body: { muted: true } }],
])('%s is for people, and for agents that may command', async (path, call) => {
  const { api, pullRequests } = world();
  expect((await api.call(path, { ...call, token: AGENT })).body.code).toBe('TOKEN_SCOPE');
  expect(pullRequests.asked).toEqual([]);
  expect((await api.call(path, call)).status).toBe(200);
  const other = await api.call(path, { ...call, token: COMMANDER });
  expect(other.status).toBe(path.endsWith('/look') ? 200 : 403);
  const own = path.replace(/%23412|412/, '7').replace('shop-1', 'api-1');
  expect((await api.call(own, { ...call, token: COMMANDER })).status).toBe(200);
});

test('only people merge, whatever agents may command', async () => {
  const { api, pullRequests } = world();
  const call: TestRequest = { method: 'POST', body: { expectedHead: 'a' } };
  for (const token of [AGENT, COMMANDER]) {
    expect((await api.call('/api/v1/pull-requests/7/merge', { ...call, token })).body.code).toBe('TOKEN_SCOPE');
  }
  expect(pullRequests.asked).toEqual([]);
  expect((await api.call('/api/v1/pull-requests/%23412/merge', call)).status).toBe(200);
});

test('an agent claims for itself, and takes nothing from others', async () => {
  const { api, pullRequests } = world();
  const claim = (session: string, body: object) =>
    api.call(`/api/v1/sessions/${session}/pull-requests`, { method: 'POST', body, token: AGENT });
  expect((await claim('shop-1', { pullRequest: '#412' })).status).toBe(200);
  expect((await claim('shop-2', { pullRequest: '#412' })).body.code).toBe('TOKEN_SCOPE');
  expect((await claim('shop-1', { pullRequest: '#412', takeOver: true })).body.code).toBe('TOKEN_SCOPE');
  expect(pullRequests.asked).toEqual([['claim', { sessionId: 'shop-1', pullRequest: '#412', takeOver: undefined }]]);
});

test('a merge names the head that was seen, and one of three ways', async () => {
  const { api, pullRequests } = world();
  const merge = (body: object) => api.call('/api/v1/pull-requests/412/merge', { method: 'POST', body });
  expect((await merge({})).body.code).toBe('INVALID_REQUEST');
  expect((await merge({ expectedHead: 'a', method: 'force' })).body.code).toBe('INVALID_REQUEST');
  expect((await merge({ expectedHead: 'a', method: 'rebase' })).body).toMatchObject({ commit: 'f00d', wasAlready: false });
  expect(pullRequests.asked).toEqual([['merge', '412', { expectedHead: 'a', method: 'rebase' }]]);
});
