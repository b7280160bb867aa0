import { expect, test } from 'vitest';
import { createTestApi, TEST_TOKEN } from '../__fixtures__/test-api.ts';
import { openSocket, openTestServer, readSocket } from '../__fixtures__/test-server.ts';
import { createHttpServer } from './http-server.ts';

const authorization = `Bearer ${TEST_TOKEN}`;

test('serves on 127.0.0.1 and tells the port it was given', async () => {
  const { url, port } = await openTestServer();
  expect(url).toBe(`http://127.0.0.1:${port}`);
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok', service: 'ao', pid: 4242 });
});

test('a taken port is told as such', async () => {
  const { port } = await openTestServer();
  const api = createTestApi();
  const second = createHttpServer({ app: api.app, port, clock: api.clock, logger: api.logger });
  await expect(second.listen()).rejects.toMatchObject({ code: 'PORT_IN_USE', details: { port } });
});

test('the Host is checked against the port that is really served', async () => {
  const { port } = await openTestServer();
  const socket = await openSocket(port);
  socket.write(`GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:${port + 1}\r\nConnection: close\r\n\r\n`);
  const text = await readSocket(socket);
  expect(text).toMatch(/^HTTP\/1\.1 403 /);
  expect(text).toContain('HOST_FORBIDDEN');
});

test('the Host of a rebound name is refused', async () => {
  const { port } = await openTestServer();
  const socket = await openSocket(port);
  socket.write(`GET /api/v1/sessions HTTP/1.1\r\nHost: evil.test:${port}\r\nAuthorization: ${authorization}\r\nConnection: close\r\n\r\n`);
  expect(await readSocket(socket)).toMatch(/^HTTP\/1\.1 403 /);
});

test('a form that a web page posts without asking is refused', async () => {
  const { url, sessions } = await openTestServer();
  const response = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { authorization },
    body: new URLSearchParams({ projectId: 'shop', prompt: 'rm -rf' }),
  });
  expect(response.status).toBe(415);
  expect(sessions.spawned).toEqual([]);
});

test('50 MB announced are refused before they are sent', async () => {
  const { port } = await openTestServer();
  const socket = await openSocket(port);
  const head = `POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\n`;
  socket.write(`${head}Content-Length: ${50 * 1024 * 1024}\r\n\r\n{"projectId":"`);
  expect(await readSocket(socket, /\r\n\r\n\{.*\}/)).toMatch(/^HTTP\/1\.1 413 [^]*BODY_TOO_LARGE/);
});

test('50 MB sent in pieces are refused as soon as they are too many, and not kept', async () => {
  const { port, url } = await openTestServer();
  const socket = await openSocket(port);
  socket.on('error', () => {});
  let sent = 0;
  const head = `POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\n`;
  socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
  const piece = 'x'.repeat(256 * 1024);
  const pushing = setInterval(() => {
    if (sent >= 50 * 1024 * 1024 || socket.destroyed || socket.writableNeedDrain) return;
    socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`);
    sent += piece.length;
  }, 1);
  const answer = await readSocket(socket, /\r\n\r\n\{.*\}/);
  clearInterval(pushing);
  expect(answer).toMatch(/^HTTP\/1\.1 413 [^]*BODY_TOO_LARGE/);
  expect(sent).toBeLessThan(30 * 1024 * 1024);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('a body within the limit may come in pieces', async () => {
  const { port, sessions } = await openTestServer();
  const socket = await openSocket(port);
  const body = JSON.stringify({ projectId: 'shop', prompt: 'x'.repeat(500_000) });
  const half = Math.floor(body.length / 2);
  const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
  socket.write(
    `POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\n`,
  );
  socket.write(`Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n${chunk(body.slice(0, half))}`);
  socket.write(`${chunk(body.slice(half))}0\r\n\r\n`);
  expect(await readSocket(socket)).toMatch(/^HTTP\/1\.1 201 /);
  expect(sessions.spawned[0]?.prompt).toHaveLength(500_000);
});

test('a client that goes away does not stop a spawn', async () => {
  const api = await openTestServer();
  const spawn = api.sessions.spawn;
  let finish = (): void => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let outcome = 'running';
  Object.assign(api.sessions, {
    async spawn(...parameters: Parameters<typeof spawn>) {
      await held;
      const result = await spawn(...parameters);
      outcome = 'done';
      return result;
    },
  });
  const abort = new AbortController();
  const headers = { authorization, 'content-type': 'application/json' };
  const request = fetch(`${api.url}/api/v1/sessions`, { method: 'POST', headers, body: '{"projectId":"shop"}', signal: abort.signal });
  setTimeout(() => abort.abort(), 50);
  await expect(request).rejects.toThrow('abort');
  finish();
  await expect.poll(() => outcome).toBe('done');
});

test('a wait ends when its client goes away', async () => {
  const { url, sessions } = await openTestServer();
  const signals: AbortSignal[] = [];
  const wait = sessions.wait;
  Object.assign(sessions, {
    wait(...parameters: Parameters<typeof wait>) {
      signals.push(parameters[2]);
      return wait(...parameters);
    },
  });
  const abort = new AbortController();
  const request = fetch(`${url}/api/v1/sessions/shop-1/wait?until=idle`, { headers: { authorization }, signal: abort.signal });
  await expect.poll(() => signals.length).toBe(1);
  abort.abort();
  await expect(request).rejects.toThrow('abort');
  await expect.poll(() => signals[0]?.aborted).toBe(true);
});

test('on close, waits are told that the daemon stops, and what is being answered is answered', async () => {
  const { url, server } = await openTestServer();
  const waiting = fetch(`${url}/api/v1/sessions/shop-1/wait?until=idle`, { headers: { authorization } });
  const following = fetch(`${url}/api/v1/events`, { headers: { authorization } });
  await (await following).body?.getReader().read();
  await server.close({ withinMs: 60_000 });
  const answer = await waiting;
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ code: 'DAEMON_STOPPING' });
  await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
});

test('on close, an answer that never comes is cut when the time is over', async () => {
  const { url, server, sessions, clock } = await openTestServer();
  let isHeld = false;
  Object.assign(sessions, {
    explain: () => {
      isHeld = true;
      return new Promise(() => {});
    },
  });
  const hanging = fetch(`${url}/api/v1/sessions/shop-1/explain`, { headers: { authorization } });
  const outcome = hanging.then(
    () => 'answered',
    () => 'cut',
  );
  await expect.poll(() => isHeld).toBe(true);
  const closed = server.close({ withinMs: 3000 });
  await clock.advance(3000);
  await closed;
  expect(await outcome).toBe('cut');
});

test('once the daemon stops, nothing new is begun on connections that are still open', async () => {
  const { url, app, sessions } = await openTestServer();
  await app.stop();
  const headers = { authorization, 'content-type': 'application/json' };
  const write = await fetch(`${url}/api/v1/sessions`, { method: 'POST', headers, body: '{"projectId":"shop"}' });
  const read = await fetch(`${url}/api/v1/sessions`, { headers });
  const stream = await fetch(`${url}/api/v1/events`, { headers });
  expect([write.status, read.status, stream.status]).toEqual([503, 200, 503]);
  expect(sessions.spawned).toEqual([]);
});
