import { AoError, ERROR_CATALOGUE } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { sampledRoutes } from '../__fixtures__/sample-calls.ts';
import { createTestApi, sessionToken } from '../__fixtures__/test-api.ts';
import { statusOf } from '../errors/error-status.ts';
import { errorCodesOf } from './route-errors.ts';

/** Services that raise one error whatever is asked. */
function failing(error: unknown): never {
  const handler = {
    get: () => () => {
      throw error;
    },
  };
  return new Proxy({}, handler) as never;
}

describe.each(sampledRoutes('shop-1').filter(({ route }) => route.errors.length > 0))('$route.operationId', ({ route, call }) => {
  test.each(route.errors.filter((code) => code !== 'TOKEN_SCOPE' && code !== 'DAEMON_STOPPING'))(
    'answers %s as documented',
    async (code) => {
      const error = new AoError(code, { message: 'What happened.', details: { fact: 1 } });
      const api = createTestApi({
        projects: failing(error),
        sessions: failing(error),
        reports: failing(error),
        orchestrators: failing(error),
        issues: failing(error),
        pullRequests: failing(error),
        notices: failing(error),
        webhooks: failing(error),
      });
      const answer = await api.call(call.path, call);
      const isInternal = ERROR_CATALOGUE[code].kind === 'internal';
      expect(answer.status).toBe(statusOf(error));
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(answer.body).toMatchObject(isInternal ? { code } : { code, detail: 'What happened.', details: { fact: 1 } });
      expect(api.logger.lines.filter((line) => line.level === 'warn')).toEqual([]);
    },
  );
});

const document = createTestApi().app.openApiDocument();

test.each(sampledRoutes('shop-1'))('the document lists the codes of $route.operationId by their status', ({ route }) => {
  const operation = document.paths[route.path]?.[route.method] as {
    readonly 'x-error-codes': readonly string[];
    readonly responses: Readonly<Record<string, { readonly description: string }>>;
  };
  expect(operation['x-error-codes']).toEqual(errorCodesOf(route));
  for (const code of errorCodesOf(route)) {
    const status = statusOf({ code, kind: ERROR_CATALOGUE[code].kind });
    expect(operation.responses[String(status)]?.description).toContain(`\`${code}\``);
  }
});

test('an error that is not documented for a route is answered, and noticed in the log', async () => {
  const api = createTestApi({ sessions: failing(new AoError('NOTHING_TO_UNDO')) });
  const answer = await api.call('/api/v1/sessions/shop-1');
  expect(answer.body.code).toBe('NOTHING_TO_UNDO');
  expect(api.logger.lines).toMatchObject([{ level: 'warn', fields: { operationId: 'getSession', code: 'NOTHING_TO_UNDO' } }]);
});

test('whatever else is thrown is internal: constant text, the cause in the log under the request id', async () => {
  const api = createTestApi({ sessions: failing(new TypeError('no such column: /home/x/secret')) });
  const answer = await api.call('/api/v1/sessions/shop-1', { headers: { 'x-request-id': 'r-77' } });
  expect(answer.status).toBe(500);
  expect(answer.body).toEqual({
    type: 'urn:ao:error:INTERNAL',
    title: 'Something went wrong inside ao.',
    status: 500,
    detail: 'Something went wrong inside ao. The log has the details under the request id.',
    code: 'INTERNAL',
    kind: 'internal',
    requestId: 'r-77',
    details: {},
  });
  const [line] = api.logger.lines;
  expect(line).toMatchObject({ level: 'error', fields: { requestId: 'r-77', method: 'GET', path: '/api/v1/sessions/shop-1' } });
  expect(line?.fields['error']).toMatchObject({ cause: { message: 'no such column: /home/x/secret' } });
});

test('every route that refuses session tokens documents it', async () => {
  const undocumented: string[] = [];
  for (const { route, call } of sampledRoutes('shop-2')) {
    const answer = await createTestApi().call(call.path, { ...call, token: sessionToken('shop-1') });
    if (answer.status === 403 && !errorCodesOf(route).includes('TOKEN_SCOPE')) undocumented.push(route.operationId);
  }
  expect(undocumented).toEqual([]);
});
