import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStubDaemon } from '../__fixtures__/stub-daemon.ts';
import { createHttpTransport } from '../node/http-transport.ts';
import { createFetchTransport } from './fetch-transport.ts';
import type { TransportRequest } from './transport.ts';

const request = (url: string, changes: Partial<TransportRequest> = {}): TransportRequest => ({
  method: 'GET',
  url,
  headers: {},
  body: null,
  signal: undefined,
  ...changes,
});

describe.each([
  ['fetch', createFetchTransport(fetch)],
  ["Node's HTTP", createHttpTransport()],
])('requests by %s', (_, transport) => {
  test('carry method, headers and body, and bring status, headers and body', async () => {
    const stub = await openStubDaemon((received, response) => {
      response.writeHead(202, { 'x-request-id': 'r-7' });
      response.end(`got ${received.body}`);
    });
    const answer = await transport(request(`${stub.url}/a?b=c`, { method: 'POST', headers: { 'x-one': '1' }, body: 'größe' }));
    expect([answer.status, answer.header('x-request-id'), answer.header('x-none')]).toEqual([202, 'r-7', null]);
    expect(await answer.text()).toBe('got größe');
    expect(stub.received).toMatchObject([{ method: 'POST', path: '/a?b=c', body: 'größe', headers: { 'x-one': '1' } }]);
  });

  test('bring a body piece by piece', async () => {
    const stub = await openStubDaemon((_request, response) => {
      response.write('one ');
      setTimeout(() => response.end('two'), 20);
    });
    const pieces: string[] = [];
    for await (const chunk of (await transport(request(stub.url))).chunks()) pieces.push(new TextDecoder().decode(chunk));
    expect(pieces).toEqual(['one ', 'two']);
  });

  test('that nobody listens for were never sent', async () => {
    const stub = await openStubDaemon();
    await stub.close();
    await expect(transport(request(stub.url))).rejects.toMatchObject({
      name: 'ConnectionError',
      wasNeverSent: true,
      message: 'ECONNREFUSED',
    });
  });

  test('whose connection breaks before an answer may have been carried out', async () => {
    const stub = await openStubDaemon((_request, response) => void response.destroy());
    await expect(transport(request(stub.url, { method: 'POST', body: '{}' }))).rejects.toMatchObject({
      name: 'ConnectionError',
      wasNeverSent: false,
    });
  });

  test('whose connection breaks inside the body fail', async () => {
    const stub = await openStubDaemon((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('part');
      setTimeout(() => response.destroy(), 10);
    });
    const answer = await transport(request(stub.url));
    await expect(answer.text()).rejects.toMatchObject({ name: 'ConnectionError' });
  });

  test.each(['before it is sent', 'while waiting for the answer', 'while reading the body'])('can be aborted %s', async (moment) => {
    const abort = new AbortController();
    const stub = await openStubDaemon((_request, response) => {
      if (moment === 'while reading the body') response.write('part');
      setTimeout(() => abort.abort(new Error('enough')), 10);
    });
    if (moment === 'before it is sent') abort.abort(new Error('enough'));
    const sent = transport(request(stub.url, { signal: abort.signal })).then((answer) => answer.text());
    await expect(sent).rejects.toThrow('enough');
  });

  test('close the connection when their body is left unread', async () => {
    let isClosed = false;
    const stub = await openStubDaemon((_request, response) => {
      response.on('close', () => {
        isClosed = true;
      });
      response.write('first');
    });
    const answer = await transport(request(stub.url));
    for await (const _chunk of answer.chunks()) break;
    await expect.poll(() => isClosed).toBe(true);
  });
});

test.each(['GET', 'POST'])('a kept connection that was closed meanwhile costs no %s', async (method) => {
  const transport = createHttpTransport();
  let requests = 0;
  // Answers one request on each connection and breaks it at the next, as a daemon does that closes an idle one at that very moment.
  const server = createServer((incoming, outgoing) => {
    const { socket } = incoming as { socket: typeof incoming.socket & { isUsed?: boolean } };
    if (socket.isUsed === true) return void socket.destroy();
    socket.isUsed = true;
    requests += 1;
    outgoing.end('fine');
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await (await transport(request(url))).text();
  await new Promise((resolve) => setImmediate(resolve));
  expect(await (await transport(request(url, { method, body: method === 'GET' ? null : '{}' }))).text()).toBe('fine');
  expect(requests).toBe(2);
});
