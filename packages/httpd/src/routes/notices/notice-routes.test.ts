import { expect, test } from 'vitest';
import { createTestApi } from '../../__fixtures__/test-api.ts';

test('notices are listed newest first, with what became of telling them', async () => {
  const api = createTestApi();
  const { body } = await api.call('/api/v1/notices');
  expect(body.notices.map(({ id }: { id: number }) => id)).toEqual([2, 1]);
  expect(body.notices[0]).toMatchObject({ kind: 'needs_you', sessionId: 'shop-1', deliveries: [{ outlet: 'desk', state: 'delivered' }] });
  expect((await api.call('/api/v1/notices?limit=1')).body.notices).toHaveLength(1);
  expect((await api.call('/api/v1/notices?session=shop-2')).body.notices).toEqual([]);
});

test('some are marked as read, or all; a wrong id marks none', async () => {
  const api = createTestApi();
  const read = (body: object) => api.call('/api/v1/notices/read', { method: 'POST', body });
  const unread = async () => (await api.call('/api/v1/notices?unread=true')).body.notices.map(({ id }: { id: number }) => id);
  expect((await read({ ids: [1, 9] })).body.code).toBe('NOTICE_NOT_FOUND');
  expect(await unread()).toEqual([2, 1]);
  expect((await read({ ids: [1] })).body).toEqual({ read: 1 });
  expect(await unread()).toEqual([2]);
  await read({});
  expect(await unread()).toEqual([]);
});

test.each([
  ['/api/v1/notices?limit=0', 'GET', undefined],
  ['/api/v1/notices?limit=1001', 'GET', undefined],
  ['/api/v1/notices?before=x', 'GET', undefined],
  ['/api/v1/notices/read', 'POST', { ids: [] }],
  ['/api/v1/notices/read', 'POST', { ids: [0] }],
  ['/api/v1/notices/test', 'POST', { outlets: 'desk' }],
])('%s %s %j is refused', async (path, method, body) => {
  expect((await createTestApi().call(path, { method, body })).body.code).toBe('INVALID_REQUEST');
});

test('an outlet is tried by its name', async () => {
  const api = createTestApi();
  const tried = await api.call('/api/v1/notices/test', { method: 'POST', body: { outlet: 'desk' } });
  expect(tried.body).toEqual({ trials: [{ outlet: 'desk', kind: 'desktop', state: 'delivered', detail: null }] });
  expect((await api.call('/api/v1/notices/test', { method: 'POST', body: { outlet: 'phone' } })).body.code).toBe('OUTLET_NOT_FOUND');
});
