import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually, type FakeZellij, openFakeZellij, SERVER_SAYS } from '../__fixtures__/fake-zellij.ts';
import { listPanesMessage } from './client-messages.ts';
import { connectToZellij, type ZellijConnection } from './zellij-connection.ts';

let zellij: FakeZellij;
let told: string[] = [];
let connection: ZellijConnection;

beforeEach(async () => {
  zellij = await openFakeZellij();
  told = [];
  connection = await connectToZellij(zellij.socketPath, {
    onMessage: (message) => told.push(message.type === 'render' ? `render ${message.content.toString()}` : message.type),
    onClosed: (error) => told.push(`closed: ${error === null ? 'by zellij' : error.message}`),
  });
});
afterEach(async () => {
  connection.close();
  await zellij.close();
});

test('what zellij says comes in its order, and its end once', async () => {
  const client = await zellij.client(1);
  client.draw('a');
  client.send(SERVER_SAYS.done());
  client.send(SERVER_SAYS.exit());
  await eventually(() => told.length === 3);
  client.hangUp();
  await eventually(() => told.length === 4);
  expect(told).toEqual(['render a', 'done', 'exit', 'closed: by zellij']);
});

test('a large picture arrives whole', async () => {
  const client = await zellij.client(1);
  client.draw('x'.repeat(3_000_000));
  await eventually(() => told.length === 1);
  expect(told[0]?.length).toBe('render '.length + 3_000_000);
});

test('nothing is told while it is paused, and everything after', async () => {
  const client = await zellij.client(1);
  connection.pause();
  client.draw('a');
  client.draw('b');
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(told).toEqual([]);
  connection.resume();
  await eventually(() => told.length === 2);
  expect(told).toEqual(['render a', 'render b']);
});

test('what is closed from here says nothing more, not even that it is closed, and takes nothing more', async () => {
  const client = await zellij.client(1);
  client.draw('a');
  connection.close();
  connection.close();
  connection.send(listPanesMessage());
  await eventually(() => client.isGone());
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(told).toEqual([]);
  expect(client.said).toEqual([]);
});

test.each([
  ['a length that cannot be', Buffer.from('HTTP/1.1 400 Bad Request\r\n')],
  ['a message that is cut in the middle of a field', Buffer.from([3, 0, 0, 0, 0x0a, 0x7f, 1])],
])('%s ends the connection, with the reason', async (_, bytes) => {
  const client = await zellij.client(1);
  client.sendRaw(bytes);
  await eventually(() => told.length === 1);
  expect(told[0]).toMatch(/^closed: zellij says what is not understood/);
  await eventually(() => client.isGone());
});

test('a message of a younger zellij is passed over, and what follows is understood', async () => {
  const client = await zellij.client(1);
  client.send(Buffer.from([0xfa, 0x3e, 2, 8, 1]));
  client.draw('still here');
  await eventually(() => told.length === 2);
  expect(told).toEqual(['other', 'render still here']);
});
