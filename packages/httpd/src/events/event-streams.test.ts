import { describe, expect, test } from 'vitest';
import { sampleEvent, sampleSession, STARTED_AT } from '../__fixtures__/sample-records.ts';
import { sessionToken, TEST_TOKEN } from '../__fixtures__/test-api.ts';
import { openStream, openTestServer, type WireFrame } from '../__fixtures__/test-server.ts';

const REASON = sampleSession('shop-1').reason;
const summary = (frames: readonly WireFrame[]) =>
  frames.map((frame) => [frame.event, frame.id, frame.data?.sessionId ?? null].join(' ').trim());

/** The first frame of every stream, which hints when to connect again. */
async function skipPreamble(stream: { next(): Promise<WireFrame> }): Promise<void> {
  expect((await stream.next()).text).toBe('retry: 1000');
}

describe('a stream without a cursor', () => {
  test('starts with a snapshot, then live', async () => {
    const { url, feed, sessions } = await openTestServer();
    feed.append(sampleEvent(1), sampleEvent(2));
    const stream = await openStream(url);
    await skipPreamble(stream);
    const snapshot = await stream.next();
    expect(snapshot).toMatchObject({ event: 'snapshot', id: '2', data: { type: 'snapshot', cursor: 2 } });
    expect(snapshot.data.sessions).toEqual(sessions.list({}));
    feed.append(sampleEvent(3));
    expect(await stream.next()).toMatchObject({ event: 'session.updated', id: '3', data: sampleEvent(3) });
  });

  test('is answered as an event stream that nobody stores or holds back', async () => {
    const { url } = await openTestServer();
    const { response } = await openStream(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(response.headers.has('x-request-id')).toBe(true);
  });

  test('tells each status as it changes', async () => {
    const { url, changeStatus } = await openTestServer();
    const stream = await openStream(url);
    await stream.take(2);
    changeStatus({ sessionId: sampleSession('shop-1').id, status: 'needs_input', reason: REASON, at: STARTED_AT });
    const frame = await stream.next();
    expect(frame.data).toEqual({ type: 'session.status', sessionId: 'shop-1', status: 'needs_input', reason: REASON, at: STARTED_AT });
    expect(frame.id).toBeNull();
  });
});

describe('a stream with a cursor', () => {
  test('gets exactly what was missed, the present statuses once, then live', async () => {
    const { url, feed } = await openTestServer();
    feed.append(sampleEvent(1), sampleEvent(2), sampleEvent(3, 'shop-3'));
    const stream = await openStream(url, '?after=1');
    await skipPreamble(stream);
    expect(summary(await stream.take(7))).toEqual([
      'session.updated 2 shop-1',
      'session.updated 3 shop-3',
      'session.status  shop-1',
      'session.status  shop-2',
      'session.status  shop-3',
      'session.status  api-1',
      'session.status  api-2',
    ]);
    feed.append(sampleEvent(4));
    expect(summary([await stream.next()])).toEqual(['session.updated 4 shop-1']);
  });

  test('is answered at once, even when there is nothing to say', async () => {
    const { url, feed, sessions } = await openTestServer();
    feed.append(sampleEvent(1));
    for (const session of sessions.list({})) await sessions.kill(session.id, {});
    const stream = await openStream(url, '?after=1');
    expect(stream.response.status).toBe(200);
    await skipPreamble(stream);
  });

  test('tells the status of an ended session only if it missed something about it', async () => {
    const { url, feed } = await openTestServer();
    feed.append(sampleEvent(1));
    const stream = await openStream(url, '?after=1');
    await skipPreamble(stream);
    expect((await stream.take(4)).map((frame) => frame.data.sessionId)).toEqual(['shop-1', 'shop-2', 'api-1', 'api-2']);
  });

  test('the header of a browser that connects again counts; the query wins over it', async () => {
    const { url, feed } = await openTestServer();
    feed.append(sampleEvent(1), sampleEvent(2), sampleEvent(3));
    const byHeader = await openStream(url, '', { 'last-event-id': '2' });
    await skipPreamble(byHeader);
    expect((await byHeader.next()).id).toBe('3');
    const byQuery = await openStream(url, '?after=1', { 'last-event-id': '2' });
    await skipPreamble(byQuery);
    expect((await byQuery.next()).id).toBe('2');
  });

  test('0 means everything there is', async () => {
    const { url, feed } = await openTestServer();
    feed.append(sampleEvent(1), sampleEvent(2));
    const stream = await openStream(url, '?after=0');
    await skipPreamble(stream);
    expect((await stream.take(2)).map((frame) => frame.id)).toEqual(['1', '2']);
  });

  test.each([
    ['too_old', '?after=1', 3],
    ['ahead_of_log', '?after=99', 0],
  ])('%s: reset, then a snapshot, then live', async (reason, query, trimmed) => {
    const { url, feed, sessions } = await openTestServer();
    feed.append(...[1, 2, 3, 4, 5].map((sequence) => sampleEvent(sequence)));
    feed.trim(trimmed);
    const stream = await openStream(url, query);
    await skipPreamble(stream);
    const [reset, snapshot] = await stream.take(2);
    expect(reset?.data).toEqual({ type: 'reset', reason, oldest: trimmed + 1, newest: 5 });
    expect(reset?.id).toBeNull();
    expect(snapshot).toMatchObject({ event: 'snapshot', id: '5', data: { cursor: 5 } });
    expect(snapshot?.data.sessions).toHaveLength(sessions.list({}).length);
    feed.append(sampleEvent(6));
    expect((await stream.next()).id).toBe('6');
    expect(feed.subscribers()).toBe(1);
  });

  test.each(['-1', 'abc', '1.5', '', '99999999999999999999'])('%j is no cursor', async (cursor) => {
    const { url } = await openTestServer();
    const { response } = await openStream(url, `?after=${cursor}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'CURSOR_INVALID' });
  });
});

describe('a filtered stream', () => {
  test('carries one session, ended or not', async () => {
    const { url, feed, changeStatus } = await openTestServer();
    const stream = await openStream(url, '?session=shop-3');
    await skipPreamble(stream);
    expect((await stream.next()).data.sessions).toMatchObject([{ id: 'shop-3' }]);
    changeStatus({ sessionId: sampleSession('shop-1').id, status: 'idle', reason: REASON, at: STARTED_AT });
    feed.append(sampleEvent(1, 'shop-1'), sampleEvent(2, 'shop-3'), sampleEvent(3, 'shop-31'));
    feed.append(sampleEvent(4, 'shop-3'));
    expect(summary(await stream.take(2))).toEqual(['session.updated 2 shop-3', 'session.updated 4 shop-3']);
  });

  test('carries one project', async () => {
    const { url, feed, changeStatus } = await openTestServer();
    const stream = await openStream(url, '?project=api');
    await skipPreamble(stream);
    expect((await stream.next()).data.sessions.map((session: { id: string }) => session.id)).toEqual(['api-1', 'api-2']);
    changeStatus({ sessionId: sampleSession('shop-1').id, status: 'idle', reason: REASON, at: STARTED_AT });
    changeStatus({ sessionId: sampleSession('api-2').id, status: 'idle', reason: REASON, at: STARTED_AT });
    feed.append(sampleEvent(1, 'shop-1'), sampleEvent(2, 'api-1'));
    expect(summary(await stream.take(2))).toEqual(['session.status  api-2', 'session.updated 2 api-1']);
  });

  test('keeps its cursor young by heartbeats', async () => {
    const { url, feed, clock } = await openTestServer();
    const stream = await openStream(url, '?session=shop-1');
    await stream.take(2);
    feed.append(sampleEvent(1, 'api-1'), sampleEvent(2, 'api-1'));
    await clock.advance(15_000);
    expect((await stream.next()).text).toBe(': heartbeat\nid: 2');
    await clock.advance(15_000);
    expect((await stream.next()).text).toBe(': heartbeat');
  });

  test.each([
    ['?session=nonsense', 'INVALID_SESSION_ID'],
    ['?project=A', 'INVALID_PROJECT_ID'],
    ['?sessions=shop-1', 'INVALID_REQUEST'],
  ])('%s → %s', async (query, code) => {
    const { url } = await openTestServer();
    const { response } = await openStream(url, query);
    expect(await response.json()).toMatchObject({ code });
  });
});

describe('the stream of an agent', () => {
  const open = async (query: string, sessionId: string) => {
    const server = await openTestServer();
    return { ...server, stream: await openStream(server.url, query, { authorization: `Bearer ${sessionToken(sessionId)}` }) };
  };

  test('carries its own session', async () => {
    const { stream, feed } = await open('', 'shop-1');
    await skipPreamble(stream);
    expect((await stream.next()).data.sessions).toMatchObject([{ id: 'shop-1' }]);
    feed.append(sampleEvent(1, 'shop-2'), sampleEvent(2, 'shop-1'));
    expect((await stream.next()).id).toBe('2');
  });

  test('carries its project where agents may command', async () => {
    const { stream } = await open('', 'api-1');
    await skipPreamble(stream);
    expect((await stream.next()).data.sessions).toMatchObject([{ id: 'api-1' }, { id: 'api-2' }]);
  });

  test.each([
    ['?session=shop-2', 'shop-1'],
    ['?project=api', 'shop-1'],
    ['?session=shop-1', 'api-1'],
  ])('%s is refused to %s', async (query, sessionId) => {
    const { stream } = await open(query, sessionId);
    expect(await stream.response.json()).toMatchObject({ code: 'TOKEN_SCOPE' });
  });
});

test('a HEAD request opens no stream, and is answered elsewhere', async () => {
  const { url, feed } = await openTestServer();
  const headers = { authorization: `Bearer ${TEST_TOKEN}` };
  expect((await fetch(`${url}/api/v1/events`, { method: 'HEAD', headers })).status).toBe(405);
  expect((await fetch(`${url}/api/v1/sessions`, { method: 'HEAD', headers })).status).toBe(200);
  expect(feed.subscribers()).toBe(0);
});

test('a heartbeat comes every 15 seconds, and none after the last stream is gone', async () => {
  const { url, clock, feed } = await openTestServer();
  const stream = await openStream(url);
  await stream.take(2);
  for (let beat = 0; beat < 3; beat += 1) {
    await clock.advance(15_000);
    expect((await stream.next()).text).toBe(': heartbeat');
  }
  stream.close();
  await expect.poll(() => feed.subscribers()).toBe(0);
  expect(clock.pendingTimers()).toBe(0);
});

test('an event is encoded once, however many listen', async () => {
  const { url, feed } = await openTestServer();
  const streams = await Promise.all(Array.from({ length: 10 }, () => openStream(url)));
  for (const stream of streams) await stream.take(2);
  let encodings = 0;
  const payload = {
    toJSON() {
      encodings += 1;
      return {};
    },
  };
  feed.append({ ...sampleEvent(1), payload });
  for (const stream of streams) expect((await stream.next()).id).toBe('1');
  expect(encodings).toBe(1);
});

test('the end of the daemon is told, and the streams end properly', async () => {
  const { url, server, feed } = await openTestServer();
  const streams = await Promise.all([openStream(url), openStream(url, '?after=0')]);
  await server.close({ withinMs: 5000 });
  for (const stream of streams) {
    const frames = await stream.rest();
    expect(frames.at(-1)).toMatchObject({ event: 'shutdown', data: { type: 'shutdown' } });
  }
  expect(feed.subscribers()).toBe(0);
});
