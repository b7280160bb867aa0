import { expect, test } from 'vitest';
import { sampleMessage } from '../../__fixtures__/sample-records.ts';
import { createTestApi } from '../../__fixtures__/test-api.ts';

const send = (api: ReturnType<typeof createTestApi>, body: unknown, sessionId = 'shop-1') =>
  api.call(`/api/v1/sessions/${sessionId}/messages`, { method: 'POST', body });

test('a message is stored and listed', async () => {
  const api = createTestApi();
  const answer = await send(api, { text: 'Use the existing error type', id: 'mine' });
  expect(answer).toMatchObject({ status: 202, body: { message: { id: 'mine', state: 'queued' } } });
  expect((await api.call('/api/v1/sessions/shop-1/messages')).body.messages).toEqual([answer.body.message]);
  expect((await api.call('/api/v1/sessions/shop-1/messages?limit=1')).body.messages).toHaveLength(1);
});

test.each([
  ['shop-1', { text: ' \u0007' }, 'MESSAGE_EMPTY'],
  ['shop-1', { text: 'x'.repeat(1024 * 1024 + 1) }, 'MESSAGE_TOO_LONG'],
  ['shop-3', { text: 'hello' }, 'SESSION_ENDED'],
  ['shop-9', { text: 'hello' }, 'SESSION_NOT_FOUND'],
  ['shop-1', { text: 7 }, 'INVALID_REQUEST'],
  ['shop-1', { text: 'hello', sender: { kind: 'automation', name: 'x' } }, 'INVALID_REQUEST'],
])('to %s: %s', async (sessionId, body, code) => {
  expect((await send(createTestApi(), body, sessionId)).body.code).toBe(code);
});

test('the largest message passes, however it is written as JSON', async () => {
  const api = createTestApi();
  expect((await send(api, { text: 'x'.repeat(1024 * 1024) })).status).toBe(202);
  expect((await send(api, { text: '\n'.repeat(1024 * 1024 - 1) + 'x' })).status).toBe(202);
});

test.each(['a/b', '50%', '?x=1#y', '...', '~'])('any id a client may choose can be asked for: %s', async (id) => {
  const api = createTestApi();
  api.sessions.putMessage(sampleMessage(id, 'shop-1'));
  expect((await api.call(`/api/v1/messages/${encodeURIComponent(id)}`)).body.message.id).toBe(id);
});

test.each([
  ['m-none', 404, 'MESSAGE_NOT_FOUND'],
  ['%20', 400, 'MESSAGE_ID_INVALID'],
])('there is no message %s', async (id, status, code) => {
  expect(await createTestApi().call(`/api/v1/messages/${id}`)).toMatchObject({ status, body: { code } });
});

test('waiting answers when the message is final', async () => {
  const api = createTestApi();
  api.sessions.putMessage(sampleMessage('m-1', 'shop-1'));
  const answer = api.call('/api/v1/messages/m-1?waitMs=5000');
  await api.clock.advance(1400);
  api.sessions.putMessage(sampleMessage('m-1', 'shop-1', { state: 'acknowledged' }));
  expect((await answer).body.message.state).toBe('acknowledged');
  expect(api.clock.pendingTimers()).toBe(0);
});

test('waiting answers the message as it is when the time is over', async () => {
  const api = createTestApi();
  api.sessions.putMessage(sampleMessage('m-1', 'shop-1', { state: 'typing' }));
  const answer = api.call('/api/v1/messages/m-1?waitMs=5000');
  await api.clock.advance(5000);
  expect(await answer).toMatchObject({ status: 200, body: { message: { state: 'typing' } } });
});
