import { expect, test } from 'vitest';
import { createMemoryIssues } from '../../__fixtures__/memory-issues.ts';
import { createMemorySessions } from '../../__fixtures__/memory-services.ts';
import { createTestApi, sessionToken } from '../../__fixtures__/test-api.ts';

function world() {
  const sessions = createMemorySessions([]);
  const issues = createMemoryIssues(sessions);
  return { sessions, issues, api: createTestApi({ sessions, issues }) };
}

test('an issue is named by its number, by its repository, or by its address', async () => {
  const { api, issues } = world();
  for (const text of ['12', '#12', 'acme/shop#12', 'https://github.com/acme/shop/issues/12#12']) {
    await api.call(`/api/v1/projects/shop/issues/${encodeURIComponent(text)}`);
  }
  expect(issues.asked).toMatchObject([
    { issue: '12' },
    { issue: '#12' },
    { issue: 'acme/shop#12' },
    { issue: 'https://github.com/acme/shop/issues/12#12' },
  ]);
  expect((await api.call('/api/v1/projects/shop/issues/%2313')).body.code).toBe('ISSUE_NOT_FOUND');
});

test('people may name issues of any repository, agents those of their own only', async () => {
  const { api, issues } = world();
  await api.call('/api/v1/projects/api/issues/%2312');
  await api.call('/api/v1/projects/api/issues/%2312', { token: sessionToken('api-1') });
  await api.call('/api/v1/sessions', { method: 'POST', body: { projectId: 'api', issue: '#12' }, token: sessionToken('api-1') });
  const batch = { projectId: 'api', items: [{ issue: '#12' }], execute: false };
  await api.call('/api/v1/sessions/batch', { method: 'POST', body: batch, token: sessionToken('api-1') });
  await api.call('/api/v1/sessions/batch', { method: 'POST', body: batch });
  expect(issues.asked.map(({ ownOnly }) => ownOnly)).toEqual([false, true, true, true, false]);
  expect(issues.asked[2]).toMatchObject({ spawnedBy: 'api-1' });
  expect(issues.asked[3]).toMatchObject({ defaults: { spawnedBy: 'api-1' } });
});

test('a spawn with an issue reads it; without one nothing is read', async () => {
  const { api, issues, sessions } = world();
  const headers = { 'idempotency-key': 'k-1' };
  const body = { projectId: 'shop', prompt: 'Carefully', issue: '#12', allowClosed: true, allowDuplicate: true };
  const answer = await api.call('/api/v1/sessions', { method: 'POST', body, headers });
  expect(answer.status).toBe(201);
  expect(answer.body.session.id).toBe(sessions.list({})[0]?.id);
  expect(issues.asked).toMatchObject([
    { issue: '#12', prompt: 'Carefully', allowClosed: true, allowDuplicate: true, idempotencyKey: 'k-1' },
  ]);
  await api.call('/api/v1/sessions', { method: 'POST', body: { projectId: 'shop', prompt: 'Fix it' } });
  expect(issues.asked).toHaveLength(1);
});

test.each([
  { items: [{ prompt: 'x', agent: 'command' }] },
  { items: [{ prompt: 'x' }], defaults: { permissionMode: 'bypass-permissions' } },
  { items: [{ prompt: 'x' }], defaults: { agent: 'command' } },
])('an agent that may command cannot reach around its permissions with %j', async (body) => {
  const { api, issues } = world();
  const call = { method: 'POST', body: { projectId: 'api', execute: true, ...body } };
  expect((await api.call('/api/v1/sessions/batch', { ...call, token: sessionToken('api-1') })).body.code).toBe('TOKEN_SCOPE');
  expect(issues.asked).toEqual([]);
});
