import { expect, test } from 'vitest';
import { openStubDaemon, problem, STUB_TOKEN } from '../__fixtures__/stub-daemon.ts';
import { AoApiError } from '../ao-api-error.ts';
import { createClient, createClientOver } from '../ao-client.ts';
import { createHttpTransport } from '../node/http-transport.ts';
import { apiPath } from './api-caller.ts';
import type { DaemonAddress } from './daemon-address.ts';

test('an error of the daemon becomes an AoApiError with everything it told', async () => {
  const stub = await openStubDaemon(problem(409, 'PROJECT_PATH_TAKEN', { kind: 'conflict', details: { projectId: 'shop' } }));
  const error = await createClient({ url: stub.url, token: STUB_TOKEN })
    .projects.list()
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AoApiError);
  expect(error).toMatchObject({
    code: 'PROJECT_PATH_TAKEN',
    kind: 'conflict',
    status: 409,
    message: 'Detail.',
    details: { projectId: 'shop' },
    requestId: 'r-1',
  });
});

test('a code this version does not know is passed on', async () => {
  const stub = await openStubDaemon(problem(418, 'TEAPOT'));
  const error = createClient({ url: stub.url, token: STUB_TOKEN }).projects.list();
  await expect(error).rejects.toMatchObject({ code: 'TEAPOT', kind: null, status: 418 });
});

test.each([
  [200, '<html>'],
  [404, 'Not found'],
  [500, '{"error":"x"}'],
  [302, ''],
])('an answer %i %j is not ours', async (status, body) => {
  const stub = await openStubDaemon((_, response) => {
    response.writeHead(status);
    response.end(body);
  });
  const answer = createClientOver(fixed(stub.url), createHttpTransport()).projects.list();
  await expect(answer).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER', status });
});

test('nobody there', async () => {
  const stub = await openStubDaemon();
  await stub.close();
  const answer = createClient({ url: stub.url, token: STUB_TOKEN }).projects.list();
  await expect(answer).rejects.toMatchObject({ code: 'DAEMON_NOT_RUNNING', kind: 'unavailable', status: 0, requestId: null });
});

test('the token is refused: the address is looked up again, and the call repeated once', async () => {
  const stub = await openStubDaemon((request, response) =>
    request.headers.authorization === 'Bearer new' ? { projects: [] } : problem(401, 'TOKEN_INVALID')(request, response),
  );
  const source = changing([
    { url: stub.url, token: 'old' },
    { url: stub.url, token: 'new' },
  ]);
  expect(await createClientOver(source, createHttpTransport()).projects.list()).toEqual([]);
  expect(stub.received).toHaveLength(2);
});

test('the port has changed: the call goes to the new one', async () => {
  const gone = await openStubDaemon();
  await gone.close();
  const stub = await openStubDaemon(() => ({ projects: [] }));
  const source = changing([
    { url: gone.url, token: 't' },
    { url: stub.url, token: 't' },
  ]);
  expect(await createClientOver(source, createHttpTransport()).projects.list()).toEqual([]);
});

test('a token that is refused again is told', async () => {
  const stub = await openStubDaemon(problem(401, 'TOKEN_INVALID'));
  const source = changing([
    { url: stub.url, token: 'a' },
    { url: stub.url, token: 'b' },
    { url: stub.url, token: 'c' },
  ]);
  await expect(createClientOver(source, createHttpTransport()).projects.list()).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  expect(stub.received).toHaveLength(2);
});

test('what may have been carried out is not repeated', async () => {
  const stub = await openStubDaemon((_, response) => void response.destroy());
  const source = changing([
    { url: stub.url, token: 'a' },
    { url: stub.url, token: 'b' },
  ]);
  const spawn = createClientOver(source, createHttpTransport()).sessions.spawn({ projectId: 'shop' });
  await expect(spawn).rejects.toMatchObject({ code: 'DAEMON_NOT_RUNNING', cause: { wasNeverSent: false } });
  expect(stub.received).toHaveLength(1);
});

test('ids stay one segment of the path', () => {
  expect(apiPath`/sessions/${'a/b?c#d e'}/kill`).toBe('/sessions/a%2Fb%3Fc%23d%20e/kill');
  for (const id of ['', '.', '..']) expect(() => apiPath`/sessions/${id}/kill`).toThrow('cannot be an id');
});

function fixed(url: string) {
  return { current: () => ({ url, token: STUB_TOKEN }), refresh: async () => false };
}

function changing(addresses: readonly DaemonAddress[]) {
  let index = 0;
  return {
    current: () => addresses[index] ?? { url: '', token: '' },
    async refresh() {
      index = Math.min(index + 1, addresses.length - 1);
      return true;
    },
  };
}
