import { expect, test } from 'vitest';
import { createTestApi, sessionToken } from '../../__fixtures__/test-api.ts';

test('who answered a question is told by the token', async () => {
  const api = createTestApi();
  const call = { method: 'POST', body: { text: 'The second' } };
  const byPerson = await api.call('/api/v1/sessions/api-2/reports/r-1/answer', call);
  expect(byPerson.body.report.answer).toMatchObject({ text: 'The second', by: { kind: 'person' } });
  const byAgent = await api.call('/api/v1/sessions/api-2/reports/r-1/answer', { ...call, token: sessionToken('api-1') });
  expect(byAgent.body.report.answer.by).toEqual({ kind: 'session', sessionId: 'api-1' });
});

test('an agent that may command does not answer itself', async () => {
  const call = { method: 'POST', body: { text: 'x' }, token: sessionToken('api-1') };
  const answer = await createTestApi().call('/api/v1/sessions/api-1/reports/r-1/answer', call);
  expect(answer.body).toMatchObject({ code: 'TOKEN_SCOPE', detail: expect.stringContaining('its own question') });
});

test('an agent sees what it said itself, one that may command what all of its project said', async () => {
  const seen = async (path: string, token: string): Promise<string> => {
    const { body } = await createTestApi().call(path, { token });
    return body.code ?? body.reports[0].sessionId;
  };
  expect(await seen('/api/v1/reports', sessionToken('shop-2'))).toBe('shop-2');
  expect(await seen('/api/v1/reports?session=shop-1', sessionToken('shop-2'))).toBe('TOKEN_SCOPE');
  expect(await seen('/api/v1/reports?project=api', sessionToken('shop-2'))).toBe('TOKEN_SCOPE');
  expect(await seen('/api/v1/reports?session=api-1', sessionToken('api-2'))).toBe('api-1');
  expect(await seen('/api/v1/reports', sessionToken('api-2'))).toBe('api-1');
});

test('an orchestrator that ran already is answered as found, not as made', async () => {
  const start = (clean: boolean) => createTestApi().call('/api/v1/orchestrators', { method: 'POST', body: { projectId: 'shop', clean } });
  expect((await start(true)).status).toBe(201);
  expect((await start(false)).status).toBe(200);
});
