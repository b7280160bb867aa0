import { expect, test } from 'vitest';
import { sampleProject } from '../../__fixtures__/sample-records.ts';
import { createTestApi } from '../../__fixtures__/test-api.ts';

test('lists and shows projects', async () => {
  const { call } = createTestApi();
  expect((await call('/api/v1/projects')).body).toEqual({ projects: [sampleProject('shop'), sampleProject('api')] });
  expect((await call('/api/v1/projects/shop')).body).toEqual({ project: sampleProject('shop') });
});

test.each([
  ['nope', 404, 'PROJECT_NOT_FOUND'],
  ['Not%20An%20Id', 400, 'INVALID_PROJECT_ID'],
])('there is no project %s', async (id, status, code) => {
  expect(await createTestApi().call(`/api/v1/projects/${id}`)).toMatchObject({ status, body: { code } });
});

test('a new project is created, a known one found when that is wanted', async () => {
  const { call } = createTestApi();
  const add = (body: unknown) => call('/api/v1/projects', { method: 'POST', body });
  expect(await add({ path: '/code/blog', config: { agent: 'codex' } })).toMatchObject({
    status: 201,
    body: { created: true, project: { id: 'blog', config: { agent: 'codex' } } },
  });
  expect(await add({ path: '/code/blog', reuseExisting: true })).toMatchObject({ status: 200, body: { created: false } });
  expect(await add({ path: '/code/blog' })).toMatchObject({
    status: 409,
    body: { code: 'PROJECT_PATH_TAKEN', details: { projectId: 'blog' } },
  });
});

test('a configuration is replaced whole; unknown settings are refused', async () => {
  const { call } = createTestApi();
  const put = (config: unknown) => call('/api/v1/projects/shop/config', { method: 'PUT', body: { config } });
  expect((await put({ postCreate: ['make'] })).body.project.config).toEqual({ postCreate: ['make'] });
  expect((await put({ agnet: 'codex' })).body.code).toBe('INVALID_REQUEST');
  expect((await put({ permissionMode: 'yolo' })).body.code).toBe('INVALID_REQUEST');
  expect((await put({ env: { PORT: 3 } })).body.code).toBe('INVALID_REQUEST');
});

test('a project with live sessions goes only by force', async () => {
  const { call } = createTestApi();
  const remove = (query: string) => call(`/api/v1/projects/shop${query}`, { method: 'DELETE' });
  expect(await remove('')).toMatchObject({ status: 409, body: { code: 'PROJECT_HAS_SESSIONS' } });
  expect(await remove('?force=false')).toMatchObject({ status: 409 });
  expect(await remove('?force=true')).toMatchObject({ status: 200, body: { projectId: 'shop', endedSessions: ['shop-1'] } });
});
