import type { ServerResponse } from 'node:http';
import { noticeOutletSuite, sampleDispatch } from '@ao/conformance';
import { createSystemClock } from '@ao/adapter-kit';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWebServer, type TestWebServer } from '../__fixtures__/web-server.ts';
import { createWebhookOutlet, type WebhookOutletOptions } from './create-webhook-outlet.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const clock = createSystemClock();
const soon = () => AbortSignal.timeout(10_000);

describe('the contract of outlets', () => {
  noticeOutletSuite({
    test,
    async create() {
      const server = await startWebServer();
      return {
        outlet: createWebhookOutlet({ name: 'team', url: server.url, secret: SECRET, clock }),
        arrived: () => server.requests.map(({ body }) => (JSON.parse(body) as { readonly text: string }).text),
        breakDown: () => {
          server.answer = (response) => response.writeHead(500).end();
        },
        hang: () => {
          server.answer = () => undefined;
        },
        close: () => server.close(),
      };
    },
  });
});

let server: TestWebServer;
beforeEach(async () => {
  server = await startWebServer();
});
afterEach(() => server.close());

const deliver = (options: Partial<WebhookOutletOptions> = {}, signal = soon()) =>
  createWebhookOutlet({ name: 'team', url: server.url, secret: SECRET, clock, ...options }).deliver(sampleDispatch('hello'), signal);
const answerWith = (status: number, headers: Record<string, string> = {}) => {
  server.answer = (response: ServerResponse) => response.writeHead(status, headers).end('a secret of the server');
};

test('a standard library can check what is sent', async () => {
  expect(await deliver()).toEqual({ state: 'delivered' });
  const [request] = server.requests;
  expect(request).toMatchObject({
    method: 'POST',
    path: '/hook/s3cret',
    headers: { 'content-type': 'application/json', 'webhook-id': 'd-1', 'user-agent': 'ao' },
  });
  const headers = request?.headers as Record<string, string>;
  const body = request?.body ?? '';
  expect(new Webhook(SECRET).verify(body, headers)).toMatchObject({ version: 1, id: 'd-1', kind: 'test', text: 'hello', notices: [] });
  expect(() => new Webhook(SECRET).verify(`${body} `, headers)).toThrow('No matching signature');
  expect(() => new Webhook('whsec_c29tZXRoaW5nIGVsc2U=').verify(body, headers)).toThrow('No matching signature');
});

test('a secret may be any text, and there may be none', async () => {
  await deliver({ secret: 'just words' });
  await deliver({ secret: null });
  const [signed, bare] = server.requests;
  const asBase64 = `whsec_${Buffer.from('just words').toString('base64')}`;
  expect(new Webhook(asBase64).verify(signed?.body ?? '', signed?.headers as Record<string, string>)).toMatchObject({ text: 'hello' });
  expect(bare?.headers).not.toHaveProperty('webhook-signature');
});

test.each([
  [200, { state: 'delivered' }],
  [204, { state: 'delivered' }],
  [400, { state: 'refused', isFinal: true, detail: 'It answered with status 400.' }],
  [401, { state: 'refused', isFinal: true }],
  [404, { state: 'refused', isFinal: true }],
  [408, { state: 'refused', isFinal: false }],
  [410, { state: 'refused', isFinal: true }],
  [429, { state: 'refused', isFinal: false, retryAfterMs: null }],
  [500, { state: 'refused', isFinal: false }],
  [503, { state: 'refused', isFinal: false }],
])('a status of %i', async (status, expected) => {
  answerWith(status);
  expect(await deliver()).toMatchObject(expected);
});

test.each([
  ['7', 7_000],
  [new Date(Date.now() + 60_000).toUTCString(), 59_000],
  ['soon', null],
  ['-1', null],
])('a server that asks to be left alone: %s', async (header, least) => {
  answerWith(429, { 'retry-after': header });
  const outcome = await deliver();
  const retryAfterMs = outcome.state === 'refused' ? outcome.retryAfterMs : 0;
  if (least === null) expect(retryAfterMs).toBeNull();
  else expect(retryAfterMs).toBeGreaterThan(least - 2_000);
});

describe('redirects', () => {
  test('within the same server are followed, with everything', async () => {
    server.answer = (response, { path }) =>
      path === '/new' ? response.writeHead(202).end() : response.writeHead(308, { location: '/new' }).end();
    expect(await deliver()).toEqual({ state: 'delivered' });
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /hook/s3cret', 'POST /new']);
    expect(server.requests[1]?.headers['webhook-id']).toBe('d-1');
  });

  test.each([
    ['to another host', 307, 'http://localhost:1/'],
    ['to another port', 308, 'http://127.0.0.1:1/'],
    ['that make a question of it', 302, '/new'],
    ['to nowhere', 307, 'http://['],
  ])('%s are refused', async (_name, status, location) => {
    answerWith(status, { location });
    expect(await deliver()).toMatchObject({ state: 'refused', isFinal: true, detail: `It redirects to another place (${status}).` });
    expect(server.requests).toHaveLength(1);
  });

  test('in circles end', async () => {
    answerWith(307, { location: '/hook/s3cret' });
    expect(await deliver()).toMatchObject({ state: 'refused', isFinal: true, detail: 'It redirects in circles.' });
    expect(server.requests).toHaveLength(4);
  });
});

test('a server that is not there was certainly told nothing; one that hangs up may have been', async () => {
  const { url } = server;
  await server.close();
  expect(await deliver({ url })).toEqual({
    state: 'refused',
    isFinal: false,
    detail: 'It cannot be reached (ECONNREFUSED).',
    retryAfterMs: null,
  });
  server = await startWebServer();
  server.answer = (response) => response.destroy();
  expect(await deliver()).toMatchObject({ state: 'unknown', detail: expect.stringContaining('The connection broke') as string });
});

test('a server that does not answer in time may have been told', async () => {
  server.answer = () => undefined;
  expect(await deliver({ timeoutMs: 100 })).toEqual({ state: 'unknown', detail: 'No answer within 0.1 s.' });
});

test('a server that answers without an end is not listened to', async () => {
  server.answer = (response) => {
    response.writeHead(200);
    const writing = setInterval(() => response.write('x'.repeat(1_000)), 5);
    response.on('close', () => clearInterval(writing));
  };
  expect(await deliver()).toEqual({ state: 'delivered' });
});

test.each([
  ['http://example.org/hook', {}, 'Its address is not encrypted: use https, or set allowHttp.'],
  ['ftp://example.org/hook', {}, 'Its address is not a web address.'],
  ['https://user:password@example.org/', {}, 'Its address has a name or password in it; they would not be sent.'],
  ['nonsense', {}, 'Its address is not an address.'],
  ['http://127.0.0.1.example.org/', {}, 'Its address is not encrypted: use https, or set allowHttp.'],
])('%s is not asked', async (url, options, detail) => {
  expect(await deliver({ url, ...options })).toMatchObject({ state: 'refused', isFinal: true, detail });
});

test('nothing that is told of a failure holds the address or the secret', async () => {
  const outcomes = [];
  for (const status of [400, 302, 500]) {
    answerWith(status, { location: 'https://elsewhere.example.org/s3cret' });
    outcomes.push(await deliver());
  }
  outcomes.push(await deliver({ url: `${server.url}:bad` }), await deliver({ url: 'http://example.org/s3cret' }));
  expect(JSON.stringify(outcomes)).not.toMatch(/s3cret|whsec|a secret of the server/);
});
