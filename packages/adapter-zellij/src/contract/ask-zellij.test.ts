import { createFakeClock } from '@ao/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually, type FakeClient, type FakeZellij, openFakeZellij, SERVER_SAYS } from '../__fixtures__/fake-zellij.ts';
import { askZellij } from './ask-zellij.ts';
import { listPanesMessage } from './client-messages.ts';

const clock = createFakeClock();
let zellij: FakeZellij;
let answers: ((client: FakeClient) => void)[] = [];

beforeEach(async () => {
  answers = [];
  zellij = await openFakeZellij((client) => answers.shift()?.(client));
});
afterEach(() => zellij.close());

const ask = (signal?: AbortSignal) => askZellij(zellij.socketPath, listPanesMessage(), clock, signal);

test('an answer is given with its lines, and the connection is let go of', async () => {
  answers = [(client) => client.send(SERVER_SAYS.answer('one', '', 'three é'))];
  expect(await ask()).toBe('one\n\nthree é');
  const client = await zellij.client(1);
  await eventually(() => client.isGone());
});

test('an answer that comes in pieces, behind pictures and news for others, is still the answer', async () => {
  answers = [
    (client) => {
      client.draw('a picture for nobody');
      const answer = SERVER_SAYS.answer('found');
      const frame = Buffer.concat([Buffer.from([answer.length, 0, 0, 0]), answer]);
      client.sendRaw(frame.subarray(0, 3));
      setTimeout(() => client.sendRaw(frame.subarray(3, 6)), 5);
      setTimeout(() => client.sendRaw(frame.subarray(6)), 10);
    },
  ];
  expect(await ask()).toBe('found');
});

test('a question that was dealt with and not answered is asked again, on the same connection', async () => {
  answers = [(client) => client.send(SERVER_SAYS.done()), (client) => client.send(SERVER_SAYS.answer('at last'))];
  const asking = ask();
  const client = await zellij.client(1);
  await eventually(() => client.said.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 10));
  await clock.advance(20);
  expect(await asking).toBe('at last');
  expect(client.said).toEqual([9, 9]);
  expect(zellij.clients.length).toBe(1);
});

test('a refusal is told in the words of zellij', async () => {
  answers = [(client) => client.send(SERVER_SAYS.refused('Pane not found'))];
  await expect(ask()).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE', message: expect.stringContaining('Pane not found') });
});

test.each([
  ['told to go, as zellij tells a client that it takes for another', (client: FakeClient) => client.send(SERVER_SAYS.exit())],
  ['hung up on', (client: FakeClient) => client.hangUp()],
])('a question that is %s is asked again, on another connection', async (_, letGo) => {
  answers = [letGo, (client) => client.send(SERVER_SAYS.answer('at last'))];
  const asking = ask();
  const first = await zellij.client(1);
  await eventually(() => first.isGone());
  await new Promise((resolve) => setTimeout(resolve, 10));
  await clock.advance(20);
  expect(await asking).toBe('at last');
  expect(zellij.clients.map(({ said }) => said)).toEqual([[9], [9]]);
});

test('a server that hangs up every time is not asked for ever', async () => {
  answers = Array.from({ length: 3 }, () => (client: FakeClient) => client.hangUp());
  const outcome = ask().catch((error: unknown) => error);
  for (let count = 1; count <= 3; count += 1) {
    const client = await zellij.client(count);
    await eventually(() => client.isGone());
    await new Promise((resolve) => setTimeout(resolve, 10));
    await clock.advance(20);
  }
  expect(await outcome).toMatchObject({ code: 'RUNTIME_UNAVAILABLE', message: expect.stringContaining('hung up') });
  expect(zellij.clients.length).toBe(3);
});

test('a server that ends while it is asked, or never was there, is unavailable, which says nothing about the program', async () => {
  answers = [() => void zellij.close()];
  const outcome = ask().catch((error: unknown) => error);
  const client = await zellij.client(1);
  await eventually(() => client.isGone());
  await new Promise((resolve) => setTimeout(resolve, 10));
  await clock.advance(20);
  expect(await outcome).toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
  await expect(askZellij(`${zellij.socketPath}-missing`, listPanesMessage(), clock)).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
});

test('a server that does not answer is waited for no longer than five seconds', async () => {
  const asking = ask();
  const outcome = asking.catch((error: unknown) => error);
  const client = await zellij.client(1);
  await eventually(() => client.said.length === 1);
  await clock.advance(5_000);
  expect(await outcome).toMatchObject({ code: 'RUNTIME_UNAVAILABLE', message: expect.stringContaining('within 5 s') });
  await eventually(() => client.isGone());
});

test('one that only ever says that it was done is given up too', async () => {
  zellij.clients.length = 0;
  answers = Array.from({ length: 1_000 }, () => (client: FakeClient) => client.send(SERVER_SAYS.done()));
  const outcome = ask().catch((error: unknown) => error);
  const client = await zellij.client(1);
  await eventually(() => client.said.length === 1);
  for (let rounds = 0; rounds < 6; rounds += 1) {
    await clock.advance(1_000);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(await outcome).toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
});

test('who gives up gets the own reason at once, and no connection stays', async () => {
  const stop = new AbortController();
  const outcome = ask(stop.signal).catch((error: unknown) => error);
  const client = await zellij.client(1);
  stop.abort(new Error('not needed any more'));
  expect(await outcome).toMatchObject({ message: 'not needed any more' });
  await eventually(() => client.isGone());
  await expect(ask(stop.signal)).rejects.toThrow('not needed any more');
  expect(zellij.clients.length).toBe(1);
});

test('many questions at once each get their own answer', async () => {
  answers = Array.from({ length: 20 }, (_, index) => (client: FakeClient) => client.send(SERVER_SAYS.answer(`answer ${index}`)));
  const all = await Promise.all(Array.from({ length: 20 }, () => ask()));
  expect(new Set(all).size).toBe(20);
});
