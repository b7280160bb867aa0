import { AoError } from '@ao/domain';
import { expect, test } from 'vitest';
import { createRecordingDesk } from '../../__fixtures__/memory-notices.ts';
import { createTestApi, sessionToken } from '../../__fixtures__/test-api.ts';

const PATH = '/api/v1/webhooks/github';
const open = (changes: Parameters<typeof createTestApi>[0] = {}) => {
  const webhooks = createRecordingDesk();
  return { api: createTestApi({ webhooks, ...changes }), webhooks };
};

test('a webhook needs no token, and its body is handed on byte for byte, whatever it says to be', async () => {
  const { api, webhooks } = open();
  const body = '{ "zen":\t"Ünïcode 🎉", "n": 1e400 }\n';
  const headers = { 'x-github-event': 'ping', 'x-hub-signature-256': 'sha256=00' };
  for (const type of ['application/json', 'application/x-www-form-urlencoded', null]) {
    const answer = await api.call(PATH, { method: 'POST', token: null, body, headers: { ...headers, 'content-type': type } });
    expect([answer.status, answer.body]).toEqual([202, { outcome: 'accepted' }]);
  }
  expect(webhooks.received).toEqual(Array.from({ length: 3 }, () => ({ body, event: 'ping', signature: 'sha256=00' })));
});

test('what cannot be taken is refused with its code', async () => {
  for (const [code, status] of [
    ['WEBHOOK_NOT_CONFIGURED', 404],
    ['WEBHOOK_SIGNATURE_INVALID', 401],
  ] as const) {
    const { api } = open({ webhooks: { ...createRecordingDesk(), receive: () => Promise.reject(new AoError(code)) } });
    const answer = await api.call(PATH, { method: 'POST', token: null, body: {} });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(api.logger.lines).toEqual([]);
  }
});

test('a body above the limit is refused, told or not', async () => {
  const { api, webhooks } = open();
  const tooLong = 'x'.repeat(5 * 1024 * 1024 + 1);
  const told = await api.call(PATH, { method: 'POST', token: null, body: tooLong });
  const untold = await api.call(PATH, { method: 'POST', token: null, body: tooLong, headers: { 'content-length': null } });
  expect([told.body.code, untold.body.code, told.body.details]).toEqual([
    'BODY_TOO_LARGE',
    'BODY_TOO_LARGE',
    { limitBytes: 5 * 1024 * 1024 },
  ]);
  expect(webhooks.received).toEqual([]);
});

test('a listed host reaches this one route, and no other', async () => {
  const { api } = open();
  const headers = { host: 'tunnel.test' };
  expect((await api.call(PATH, { method: 'POST', token: null, body: {}, headers })).status).toBe(202);
  expect((await api.call(PATH, { method: 'POST', token: null, body: {}, headers: { host: 'evil.test' } })).body.code).toBe(
    'HOST_FORBIDDEN',
  );
  for (const path of [`${PATH}/setup`, '/api/v1/sessions', '/healthz', `${PATH}/`, '/api/v1/webhooks/../sessions']) {
    expect((await api.call(path, { headers })).body.code).toBe('HOST_FORBIDDEN');
  }
});

test('a web page cannot send one, listed host or not', async () => {
  const { api } = open();
  const headers = { host: 'tunnel.test', origin: 'http://tunnel.test' };
  expect((await api.call(PATH, { method: 'POST', token: null, body: {}, headers })).body.code).toBe('ORIGIN_FORBIDDEN');
});

test('what to enter at GitHub is told to people only', async () => {
  const { api } = open();
  const answer = await api.call(`${PATH}/setup`, { method: 'POST' });
  expect(answer.body.setup).toEqual({ secret: 'whs-1', source: 'file', created: false, events: ['pull_request'], hosts: ['tunnel.test'] });
  expect((await api.call(`${PATH}/setup`, { method: 'POST', token: sessionToken('api-1') })).body.code).toBe('TOKEN_SCOPE');
});
