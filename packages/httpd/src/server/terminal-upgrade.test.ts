import { INPUT_FRAME_MAX_BYTES } from '@ao/terminal';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { sampleSession } from '../__fixtures__/sample-records.ts';
import { sessionToken, TEST_TOKEN } from '../__fixtures__/test-api.ts';
import { openSocket, openTestServer, readSocket, type TestServer } from '../__fixtures__/test-server.ts';

const authorization = `Bearer ${TEST_TOKEN}`;
const TARGETS = ['shop-1', 'shop-2', 'api-1'].map((id) => sampleSession(id).id);

/** Connects as a program does that can set headers. */
async function connect(server: TestServer, headers: Readonly<Record<string, string>> = { authorization }): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/api/v1/terminal`, { headers });
  socket.on('error', () => {});
  onTestFinished(() => socket.terminate());
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return socket;
}

/** Sends an upgrade by hand and answers what came back. */
async function upgrade(port: number, changes: Readonly<Record<string, string | null>>, path = '/api/v1/terminal'): Promise<string> {
  const headers: Record<string, string | null> = {
    host: `127.0.0.1:${port}`,
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    authorization,
    ...changes,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}\r\n`]));
  const socket = await openSocket(port);
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  return readSocket(socket, /\r\n\r\n(?:\{.*\}|$)/);
}

describe('an upgrade is checked like every request', () => {
  test.each<[string, Readonly<Record<string, string | null>>, number, string]>([
    ['a rebound name', { host: 'evil.test:3001' }, 403, 'HOST_FORBIDDEN'],
    ['another port', { host: '127.0.0.1:1' }, 403, 'HOST_FORBIDDEN'],
    ['a web page', { origin: 'https://evil.test' }, 403, 'ORIGIN_FORBIDDEN'],
    ['a sandboxed web page', { origin: 'null' }, 403, 'ORIGIN_FORBIDDEN'],
    ['nobody', { authorization: null }, 401, 'TOKEN_MISSING'],
    ['a guess', { authorization: 'Bearer x' }, 401, 'TOKEN_INVALID'],
    ['a guess of a browser', { authorization: null, 'sec-websocket-protocol': 'ao.terminal.v1, ao.bearer.x' }, 401, 'TOKEN_INVALID'],
    ['a broken handshake', { 'sec-websocket-key': 'short' }, 400, 'INVALID_REQUEST'],
    ['an old version', { 'sec-websocket-version': '7' }, 400, 'INVALID_REQUEST'],
  ])('%s is refused', async (_, headers, status, code) => {
    const { port, terminals } = await openTestServer();
    const answer = await upgrade(port, headers);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain(`"code":"${code}"`);
    expect(answer).toMatch(/content-type: application\/problem\+json/);
    expect(terminals.connections).toEqual([]);
  });

  test('to anywhere else it is refused', async () => {
    const { port } = await openTestServer();
    expect(await upgrade(port, {}, '/api/v1/sessions')).toContain('ROUTE_NOT_FOUND');
  });

  test('an allowed origin and a token among the subprotocols, as a browser sends them, are accepted; the token is not answered', async () => {
    const { port } = await openTestServer();
    const answer = await upgrade(port, {
      authorization: null,
      origin: 'http://dashboard.test',
      'sec-websocket-protocol': `ao.terminal.v1, ao.bearer.${TEST_TOKEN}`,
    });
    expect(answer).toMatch(/^HTTP\/1\.1 101 /);
    expect(answer).toMatch(/Sec-WebSocket-Protocol: ao\.terminal\.v1\r\n/);
    expect(answer).not.toContain(TEST_TOKEN);
    expect(answer).not.toMatch(/permessage-deflate/);
  });

  test('a client that offers another protocol along with an ordinary request is answered', async () => {
    const { port } = await openTestServer();
    expect(await upgrade(port, { upgrade: 'h2c' }, '/healthz')).toMatch(/^HTTP\/1\.1 200 /);
  });
});

test('frames go both ways, text as text and bytes as bytes', async () => {
  const server = await openTestServer();
  const socket = await connect(server);
  const [connection] = server.terminals.connections;
  const answers: unknown[] = [];
  socket.on('message', (data, isBinary) => answers.push(isBinary ? [...(data as Buffer)] : (data as Buffer).toString()));
  socket.send('{"type":"ping"}');
  socket.send(new Uint8Array([3, 0, 255]));
  await expect.poll(() => connection?.received).toEqual(['{"type":"ping"}', [3, 0, 255]]);
  connection?.channel.sendText('{"type":"pong"}');
  connection?.channel.sendBinary(new Uint8Array([1, 2]));
  await expect.poll(() => answers).toEqual(['{"type":"pong"}', [1, 2]]);
});

test('the hub hears that a client is gone, and sending to it does nothing', async () => {
  const server = await openTestServer();
  const socket = await connect(server);
  const [connection] = server.terminals.connections;
  socket.terminate();
  await expect.poll(() => connection?.isClosed).toBe(true);
  connection?.channel.sendText('too late');
  connection?.channel.close(1000, 'bye');
});

test('what a client does not read is counted', async () => {
  const server = await openTestServer();
  const socket = await connect(server);
  const [connection] = server.terminals.connections;
  socket.pause();
  for (let piece = 0; piece < 200; piece += 1) connection?.channel.sendBinary(new Uint8Array(64 * 1024));
  expect(connection?.channel.bufferedBytes()).toBeGreaterThan(1024 * 1024);
  socket.resume();
  await expect.poll(() => connection?.channel.bufferedBytes()).toBe(0);
});

test('a frame that is too large ends the connection', async () => {
  const server = await openTestServer();
  const socket = await connect(server);
  const code = new Promise((resolve) => socket.once('close', resolve));
  socket.send(new Uint8Array(INPUT_FRAME_MAX_BYTES + 17));
  expect(await code).toBe(1009);
  await expect.poll(() => server.terminals.connections[0]?.isClosed).toBe(true);
});

test.each([
  ['the person', TEST_TOKEN, 'observe control', 'observe control', 'observe control'],
  ['an agent', sessionToken('shop-1'), 'observe', '', ''],
  ['an agent that may command', sessionToken('api-2'), '', '', 'observe'],
])('%s may do this with shop-1, shop-2 and api-1', async (_, token, ...expected) => {
  const server = await openTestServer();
  await connect(server, { authorization: `Bearer ${token}` });
  const access = server.terminals.connections[0]?.access;
  const allowed = TARGETS.map((id) =>
    [access?.mayObserve(id) === true ? 'observe' : '', access?.mayControl(id) === true ? 'control' : '']
      .filter((word) => word !== '')
      .join(' '),
  );
  expect(allowed).toEqual(expected);
});

test('a client that answers no pings is cut; one that does is not', async () => {
  const server = await openTestServer();
  const healthy = await connect(server);
  const dead = await connect(server);
  dead.pause();
  const [first, second] = server.terminals.connections;
  const pinged = new Promise((resolve) => healthy.once('ping', resolve));
  await server.clock.advance(30_000);
  await pinged;
  // The answer to the ping has to come in.
  healthy.send('{"type":"ping"}');
  await expect.poll(() => first?.received.length).toBe(1);
  await server.clock.advance(30_000);
  await expect.poll(() => second?.isClosed).toBe(true);
  expect(first?.isClosed).toBe(false);
});

test('no timer is left when the last client is gone', async () => {
  const server = await openTestServer();
  const socket = await connect(server);
  expect(server.clock.pendingTimers()).toBe(1);
  socket.close();
  await expect.poll(() => server.clock.pendingTimers()).toBe(0);
});

test('when the server closes, clients are asked to go', async () => {
  const server = await openTestServer();
  const socket = await connect(server);
  const closed = new Promise((resolve) => socket.once('close', (code, reason) => resolve([code, String(reason)])));
  await server.server.close({ withinMs: 5000 });
  expect(await closed).toEqual([1001, 'the daemon is stopping']);
});

test('when the server closes, a client that does not go is cut', async () => {
  const server = await openTestServer();
  const socket = await connect(server);
  socket.pause();
  const closing = server.server.close({ withinMs: 2000 });
  await server.clock.advance(2000);
  await closing;
  expect(server.terminals.connections[0]?.isClosed).toBe(true);
});

test('once the daemon stops, nobody is let in', async () => {
  const server = await openTestServer();
  await server.app.stop();
  expect(await upgrade(server.port, {})).toContain('DAEMON_STOPPING');
});
