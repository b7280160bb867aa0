import { describe, expect, test } from 'vitest';
import { sampleSession } from '../__fixtures__/sample-records.ts';
import { createTestApi, TEST_PORT } from '../__fixtures__/test-api.ts';
import { HTTP_ROUTES } from '../routes/http-routes.ts';
import { BODY_LIMIT_BYTES } from './body-guard.ts';

const PATHS = HTTP_ROUTES.map((route) => [route.method.toUpperCase(), route.path.replace(/\{.*?\}/, 'shop-1')] as const);

describe('where a request comes from is checked on every route, and before anything else', () => {
  test.each([...PATHS, ['GET', '/nowhere'], ['OPTIONS', '/api/v1/sessions']] as const)('%s %s', async (method, path) => {
    const { call } = createTestApi();
    const foreignHost = await call(path, { method, token: null, headers: { host: 'evil.test' } });
    const foreignOrigin = await call(path, { method, token: null, headers: { origin: 'https://evil.test' } });
    const nullOrigin = await call(path, { method, headers: { origin: 'null' } });
    expect([foreignHost.body.code, foreignOrigin.body.code, nullOrigin.body.code]).toEqual([
      'HOST_FORBIDDEN',
      'ORIGIN_FORBIDDEN',
      'ORIGIN_FORBIDDEN',
    ]);
    expect(foreignOrigin.headers.has('access-control-allow-origin')).toBe(false);
  });

  test('a request whose port cannot be told is refused', async () => {
    const { app } = createTestApi();
    const answer = await app.fetch(new Request('http://x/healthz', { headers: { host: `127.0.0.1:${TEST_PORT}` } }), {});
    expect(answer.status).toBe(403);
  });
});

describe('an allowed origin', () => {
  const origin = 'http://dashboard.test';

  test('may read answers and errors', async () => {
    const { call } = createTestApi();
    for (const path of ['/api/v1/sessions', '/api/v1/sessions/shop-99']) {
      const answer = await call(path, { headers: { origin } });
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
      expect(answer.headers.get('vary')).toBe('Origin');
    }
  });

  test('still needs the token', async () => {
    const answer = await createTestApi().call('/api/v1/sessions', { token: null, headers: { origin } });
    expect(answer.body.code).toBe('TOKEN_MISSING');
  });

  test('gets its preflight answered without a token', async () => {
    const answer = await createTestApi().call('/api/v1/sessions/shop-1', {
      method: 'OPTIONS',
      token: null,
      headers: { origin, 'access-control-request-method': 'PATCH', 'access-control-request-private-network': 'true' },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(answer.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(answer.headers.get('access-control-allow-private-network')).toBe('true');
    expect(answer.headers.get('access-control-max-age')).toBe('600');
  });
});

describe('unknown routes and methods', () => {
  test('a route that does not exist', async () => {
    const answer = await createTestApi().call('/api/v1/nothing');
    expect(answer).toMatchObject({ status: 404, body: { code: 'ROUTE_NOT_FOUND', details: { path: '/api/v1/nothing' } } });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  test('a method the route does not take', async () => {
    const answer = await createTestApi().call('/api/v1/sessions/shop-1', { method: 'DELETE' });
    expect(answer).toMatchObject({ status: 405, body: { code: 'METHOD_NOT_ALLOWED' } });
    expect(answer.headers.get('allow')).toBe('GET, PATCH');
  });

  test('a plain request for the terminal', async () => {
    const answer = await createTestApi().call('/api/v1/terminal');
    expect(answer).toMatchObject({ status: 426, body: { code: 'UPGRADE_REQUIRED' } });
  });
});

describe('request ids', () => {
  test('a well-formed one is kept, on success and on failure', async () => {
    const { call } = createTestApi();
    const headers = { 'x-request-id': 'cli-42.a_b' };
    expect((await call('/healthz', { headers })).headers.get('x-request-id')).toBe('cli-42.a_b');
    const failure = await call('/nowhere', { headers });
    expect([failure.headers.get('x-request-id'), failure.body.requestId]).toEqual(['cli-42.a_b', 'cli-42.a_b']);
  });

  test.each([undefined, '', 'a b', 'x'.repeat(65), 'é'])('%j is replaced', async (given) => {
    const { call } = createTestApi({ createRequestId: () => 'made' });
    const answer = await call('/healthz', given === undefined ? {} : { headers: { 'x-request-id': given } });
    expect(answer.headers.get('x-request-id')).toBe('made');
  });
});

describe('bodies of writes', () => {
  const spawn = (body: unknown, headers: Readonly<Record<string, string | null>> = {}) =>
    createTestApi().call('/api/v1/sessions', { method: 'POST', body, headers });

  test.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/json, text/plain',
    '',
  ])('content type %j is refused', async (type) => {
    expect(await spawn({ projectId: 'shop' }, { 'content-type': type })).toMatchObject({
      status: 415,
      body: { code: 'UNSUPPORTED_CONTENT_TYPE' },
    });
  });

  test('a body without a content type is refused', async () => {
    expect((await spawn({ projectId: 'shop' }, { 'content-type': null })).body.code).toBe('UNSUPPORTED_CONTENT_TYPE');
  });

  test('JSON with a charset is JSON', async () => {
    expect((await spawn({ projectId: 'shop' }, { 'content-type': 'application/json; charset=utf-8' })).status).toBe(201);
  });

  test.each(['{', '', 'projectId=shop', '{"projectId":"shop"} {}', '\u0000'])('%j is no JSON', async (body) => {
    expect(['INVALID_JSON', 'INVALID_REQUEST']).toContain((await spawn(body)).body.code);
  });

  test('wrong types are named', async () => {
    const answer = await spawn({ projectId: 7, prompt: ['x'], size: { columns: 0, rows: 24 } });
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe('INVALID_REQUEST');
    expect(answer.body.details.in).toBe('body');
    expect(answer.body.details.issues.map((issue: { path: string }) => issue.path)).toEqual(['projectId', 'prompt', 'size.columns']);
    expect(answer.body.detail).toContain('"projectId"');
  });

  test.each([
    { projectId: 'shop', promt: 'x' },
    { projectId: 'shop', size: { columns: 1, rows: 1, cols: 2 } },
  ])('unknown keys are refused: %j', async (body) => {
    const answer = await spawn(body);
    expect(answer.body.code).toBe('INVALID_REQUEST');
    expect(JSON.stringify(answer.body.details.issues)).toMatch(/promt|cols/);
  });

  test.each(['[]', 'null', '"x"', '1'])('%s is not an object', async (body) => {
    expect((await spawn(body)).body.code).toBe('INVALID_REQUEST');
  });

  test('a body that says it is too large is refused unread', async () => {
    const answer = await spawn('{}', { 'content-length': String(BODY_LIMIT_BYTES + 1) });
    expect(answer).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE', details: { limitBytes: BODY_LIMIT_BYTES } } });
  });

  test('the token is looked at before the body', async () => {
    const answer = await createTestApi().call('/api/v1/sessions', { method: 'POST', body: '{', token: 'wrong' });
    expect(answer.body.code).toBe('TOKEN_INVALID');
  });
});

describe('writes that take no body', () => {
  const undo = (init: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string | null>> }) => {
    const api = createTestApi();
    const session = sampleSession('shop-3', { phase: 'ended' });
    api.sessions.put({ ...session, workspace: { ...session.workspace, state: 'rescued' } });
    return api.call('/api/v1/sessions/shop-3/undo-cleanup', { method: 'POST', ...init });
  };

  test.each([{}, { body: {} }])('%j is fine', async (init) => {
    expect((await undo(init)).status).toBe(200);
  });

  test.each([
    [{ body: { force: true } }, 'INVALID_REQUEST'],
    [{ body: '{' }, 'INVALID_JSON'],
    [{ body: '[]' }, 'INVALID_JSON'],
    [{ body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 'UNSUPPORTED_CONTENT_TYPE'],
    [{ headers: { 'content-type': 'text/plain' } }, 'UNSUPPORTED_CONTENT_TYPE'],
  ])('%j → %s', async (init, code) => {
    expect((await undo(init)).body.code).toBe(code);
  });
});

describe('queries', () => {
  test.each([
    '/api/v1/sessions?includeEnded=1',
    '/api/v1/sessions?projekt=shop',
    '/api/v1/sessions/shop-1/output?lines=0',
    '/api/v1/sessions/shop-1/output?lines=-1',
    '/api/v1/sessions/shop-1/output?lines=1e3',
    '/api/v1/sessions/shop-1/output?lines=10001',
    '/api/v1/sessions/shop-1/wait',
    '/api/v1/sessions/shop-1/wait?until=',
    '/api/v1/sessions/shop-1/wait?until=idle,happy',
    '/api/v1/sessions/shop-1/wait?until=idle&timeoutMs=99999999',
    '/api/v1/messages/m-1?waitMs=soon',
  ])('%s is refused', async (path) => {
    expect(await createTestApi().call(path)).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST', details: { in: 'query' } } });
  });
});

test('answers are not to be cached or sniffed', async () => {
  const answer = await createTestApi().call('/api/v1/sessions');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('content-type')).toBe('application/json');
});

test('a refused token is asked for', async () => {
  const answer = await createTestApi().call('/api/v1/sessions', { token: null });
  expect(answer.headers.get('www-authenticate')).toBe('Bearer');
});
