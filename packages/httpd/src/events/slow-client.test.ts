import { expect, test } from 'vitest';
import { createMemoryFeed } from '../__fixtures__/memory-feed.ts';
import { sampleEvent, sampleSession, STARTED_AT } from '../__fixtures__/sample-records.ts';
import { TEST_TOKEN } from '../__fixtures__/test-api.ts';
import { openSocket, openStream, openTestServer, readSocket } from '../__fixtures__/test-server.ts';

/** About 64 KiB each: a handful fills every buffer between the daemon and a client that does not read. */
function bigEvent(sequence: number) {
  return { ...sampleEvent(sequence), payload: { text: 'x'.repeat(64 * 1024) } };
}

async function openSilentClient(port: number) {
  const socket = await openSocket(port);
  socket.pause();
  socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${TEST_TOKEN}\r\n\r\n`);
  return socket;
}

test('a client that does not read loses its stream, after a reset; the others go on and memory stays bounded', async () => {
  const feed = createMemoryFeed({ backlog: 20 });
  const { url, port } = await openTestServer({ feed });
  const healthy = await openStream(url);
  await healthy.take(2);
  const silent = await openSilentClient(port);
  await expect.poll(() => feed.subscribers()).toBe(2);
  for (let sequence = 1; sequence <= 400; sequence += 1) {
    feed.append(bigEvent(sequence));
    expect((await healthy.next()).id).toBe(String(sequence));
  }
  expect(feed.subscribers()).toBe(1);
  const text = await readSocket(silent, /0\r\n\r\n$/);
  expect(text).toMatch(/event: reset\ndata: \{"type":"reset","reason":"too_slow","oldest":1,"newest":\d+\}\n\n\r\n0\r\n\r\n$/);
  // What was kept for it, most of it by the kernel, is a small part of the 25 MB that went by.
  expect(text.length).toBeLessThan(10 * 1024 * 1024);
});

test('a client that never reads again is cut off in the end', async () => {
  const feed = createMemoryFeed({ backlog: 5 });
  const { port, clock } = await openTestServer({ feed });
  const silent = await openSilentClient(port);
  const closed = new Promise<void>((resolve) => silent.once('close', () => resolve()));
  await expect.poll(() => feed.subscribers()).toBe(1);
  for (let sequence = 1; feed.subscribers() > 0; sequence += 1) {
    feed.append(bigEvent(sequence));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await clock.advance(5000);
  silent.resume();
  silent.on('error', () => {});
  await closed;
});

test('a client that falls behind and reads again gets everything, and of each status the last', async () => {
  const feed = createMemoryFeed({ backlog: 100_000 });
  const { port, changeStatus } = await openTestServer({ feed });
  const slow = await openSilentClient(port);
  await expect.poll(() => feed.subscribers()).toBe(1);
  const { id: sessionId, reason } = sampleSession('shop-1');
  const count = 300;
  for (let sequence = 1; sequence <= count; sequence += 1) {
    feed.append(bigEvent(sequence));
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const status of ['idle', 'working', 'needs_input'] as const) changeStatus({ sessionId, status, reason, at: STARTED_AT });
  const text = await readSocket(slow, new RegExp(`id: ${count}\\n[^]*\\n\\n\\r\\n$`));
  const ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  expect(ids).toEqual(Array.from({ length: count + 1 }, (_, index) => index));
  const statuses = [...text.matchAll(/"type":"session.status","sessionId":"shop-1","status":"(\w+)"/g)].map(([, status]) => status);
  expect(statuses).toEqual(['needs_input']);
});
