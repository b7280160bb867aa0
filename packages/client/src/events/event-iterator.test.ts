import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { eventStream, frame, openStubDaemon, problem, type StubAnswer, STUB_TOKEN } from '../__fixtures__/stub-daemon.ts';
import type { StreamEvent } from '../api-types.ts';
import { createClient, createClientOver } from '../ao-client.ts';
import { createFetchTransport } from '../transport/fetch-transport.ts';
import type { EventsOptions } from './event-iterator.ts';

const changed = (sequence: number) => frame({ type: 'session.updated', sequence }, sequence);
const snapshot = (cursor: number) => frame({ type: 'snapshot', cursor, sessions: [] }, cursor);

/** Writes the frames, then breaks the connection. */
function thenBreak(...frames: readonly string[]): StubAnswer {
  return (request, response) => {
    eventStream(...frames)(request, response);
    setTimeout(() => response.destroy(), 5);
  };
}

/** Answers requests one after the other; the last answer stays. */
function inTurn(...answers: readonly StubAnswer[]): StubAnswer {
  let index = 0;
  return (request, response) => answers[Math.min(index++, answers.length - 1)]?.(request, response);
}

async function collect(events: AsyncIterable<StreamEvent>, count: number): Promise<readonly string[]> {
  const seen: string[] = [];
  for await (const event of events) {
    seen.push('sequence' in event ? String(event.sequence) : event.type);
    if (seen.length === count) break;
  }
  return seen;
}

const paths = (stub: { readonly received: readonly { readonly path: string }[] }) => stub.received.map((request) => request.path);

async function open(answer: StubAnswer, options: EventsOptions = {}) {
  const stub = await openStubDaemon(answer);
  return { stub, events: createClient({ url: stub.url, token: STUB_TOKEN }).events(options) };
}

describe('following events', () => {
  test('asks for what it is told to, with the token', async () => {
    const { stub, events } = await open(eventStream(changed(8)), { after: 7, session: 'shop-1', project: 'shop' });
    expect(await collect(events, 1)).toEqual(['8']);
    expect(paths(stub)).toEqual(['/api/v1/events?after=7&session=shop-1&project=shop']);
    expect(stub.received[0]?.headers).toMatchObject({ authorization: `Bearer ${STUB_TOKEN}`, accept: 'text/event-stream' });
  });

  test('goes on behind the last event when the connection breaks', async () => {
    const { stub, events } = await open(inTurn(thenBreak(snapshot(3), changed(4)), thenBreak(changed(5)), eventStream(changed(6))));
    expect(await collect(events, 4)).toEqual(['snapshot', '4', '5', '6']);
    expect(paths(stub)).toEqual(['/api/v1/events', '/api/v1/events?after=4', '/api/v1/events?after=5']);
  });

  test('goes on behind a heartbeat that moved the cursor', async () => {
    const { stub, events } = await open(inTurn(thenBreak(snapshot(3), ': heartbeat\nid: 90\n\n'), eventStream(changed(91))));
    expect(await collect(events, 2)).toEqual(['snapshot', '91']);
    expect(paths(stub)[1]).toBe('/api/v1/events?after=90');
  });

  test('an event that was being sent when the connection broke comes once', async () => {
    const { stub, events } = await open(inTurn(thenBreak(changed(1), changed(2).slice(0, 20)), eventStream(changed(2))), { after: 0 });
    expect(await collect(events, 2)).toEqual(['1', '2']);
    expect(paths(stub)[1]).toBe('/api/v1/events?after=1');
  });

  test('after a reset it starts anew', async () => {
    const { stub, events } = await open(
      inTurn(thenBreak(changed(5), frame({ type: 'reset', reason: 'too_slow', oldest: 1, newest: 9 })), eventStream(snapshot(9))),
      { after: 4 },
    );
    expect(await collect(events, 3)).toEqual(['5', 'reset', 'snapshot']);
    expect(paths(stub)[1]).toBe('/api/v1/events');
  });

  test('after a reset with its snapshot on the same stream it goes on from the snapshot', async () => {
    const reset = frame({ type: 'reset', reason: 'too_old', oldest: 50, newest: 60 });
    const { stub, events } = await open(inTurn(thenBreak(reset, snapshot(60)), eventStream(changed(61))), { after: 4 });
    expect(await collect(events, 3)).toEqual(['reset', 'snapshot', '61']);
    expect(paths(stub)[1]).toBe('/api/v1/events?after=60');
  });

  test('survives a daemon that stops', async () => {
    const { events } = await open(
      inTurn(thenBreak(changed(1), frame({ type: 'shutdown' })), problem(503, 'DAEMON_STOPPING'), eventStream(changed(2))),
      { after: 0 },
    );
    expect(await collect(events, 3)).toEqual(['1', 'shutdown', '2']);
  });

  test.each([
    [400, 'CURSOR_INVALID'],
    [401, 'TOKEN_INVALID'],
    [403, 'TOKEN_SCOPE'],
  ])('%i %s is thrown', async (status, code) => {
    const { events } = await open(problem(status, code));
    await expect(collect(events, 1)).rejects.toMatchObject({ code, status });
  });

  test.each(['no json', '7', 'null', '{}'])('data that is no event (%s) is thrown', async (data) => {
    const { events } = await open(eventStream(`event: x\ndata: ${data}\n\n`));
    await expect(collect(events, 1)).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER' });
  });

  test('without reconnecting, the end of the connection is the end of the loop', async () => {
    const { stub, events } = await open(
      (request, response) => {
        eventStream(changed(1))(request, response);
        response.end();
      },
      { after: 0, reconnect: false },
    );
    expect(await collect(events, 99)).toEqual(['1']);
    expect(stub.received).toHaveLength(1);
  });

  test('leaving the loop closes the connection', async () => {
    let isClosed = false;
    const { events } = await open(
      (request, response) => {
        response.on('close', () => {
          isClosed = true;
        });
        eventStream(changed(1))(request, response);
      },
      { after: 0 },
    );
    await collect(events, 1);
    await expect.poll(() => isClosed).toBe(true);
  });

  test.each(['waiting for an event', 'waiting to connect again'])('aborting ends it while %s', async (moment) => {
    const abort = new AbortController();
    const answer = moment === 'waiting for an event' ? eventStream(changed(1)) : thenBreak(changed(1));
    const { events } = await open(answer, { after: 0, signal: abort.signal });
    expect((await events.next()).value).toMatchObject({ sequence: 1 });
    setTimeout(() => abort.abort(new Error('enough')), 20);
    await expect(events.next()).rejects.toThrow('enough');
  });
});

test('a daemon that comes back elsewhere, with another token, is followed there', async () => {
  const first = await openStubDaemon(thenBreak(changed(1)));
  let address = { url: first.url, token: 'old' };
  const ao = createClientOver(
    {
      current: () => address,
      async refresh() {
        const changedAddress = second !== null && address.url !== second.url;
        if (second !== null) address = { url: second.url, token: 'new' };
        return changedAddress;
      },
    },
    createFetchTransport(fetch),
  );
  let second: Awaited<ReturnType<typeof openStubDaemon>> | null = null;
  const events = ao.events({ after: 0 });
  expect((await events.next()).value).toMatchObject({ sequence: 1 });
  await first.close();
  second = await openStubDaemon(eventStream(changed(2)));
  expect((await events.next()).value).toMatchObject({ sequence: 2 });
  expect(second.received[0]?.headers.authorization).toBe('Bearer new');
  expect(second.received[0]?.path).toBe('/api/v1/events?after=1');
  await events.return();
});

describe('between attempts', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('it waits longer each time, up to five seconds, and after a success briefly again', async () => {
    const attempts: number[] = [];
    let answers = 0;
    const ao = createClientOver({ current: () => ({ url: 'http://x', token: 't' }), refresh: async () => false }, async () => {
      attempts.push(Date.now());
      answers += 1;
      return {
        status: answers <= 8 ? 503 : 200,
        header: () => null,
        text: async () => '{"code":"DAEMON_STOPPING"}',
        async *chunks() {
          yield new TextEncoder().encode(changed(answers));
        },
      };
    });
    const events = ao.events({ after: 0 });
    const seen = collect(events, 3);
    await vi.advanceTimersByTimeAsync(60_000);
    await seen;
    const pauses = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0));
    expect(pauses).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000, 100, 100]);
  });

  test('it gives up a connection on which nothing comes, not even a heartbeat', async () => {
    const attempts: string[] = [];
    const ao = createClientOver(
      { current: () => ({ url: 'http://x', token: 't' }), refresh: async () => false },
      async ({ url, signal }) => {
        attempts.push(`${url} at ${Date.now() - startedAt}`);
        return {
          status: 200,
          header: () => null,
          text: async () => '',
          async *chunks() {
            for (let beat = 0; beat < 3; beat += 1) {
              yield new TextEncoder().encode(`: heartbeat\nid: ${attempts.length * 10 + beat}\n\n`);
              await new Promise((resolve) => setTimeout(resolve, 15_000));
            }
            await new Promise((_resolve, reject) => {
              signal?.addEventListener('abort', () => reject(signal.reason));
              if (signal?.aborted === true) reject(signal.reason);
            });
          },
        };
      },
    );
    const startedAt = Date.now();
    const abort = new AbortController();
    const waiting = ao.events({ signal: abort.signal }).next();
    const outcome = waiting.catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(76_000);
    expect(attempts).toEqual(['http://x/api/v1/events at 0', 'http://x/api/v1/events?after=12 at 75100']);
    abort.abort(new Error('enough'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await outcome).toMatchObject({ message: 'enough' });
    expect(vi.getTimerCount()).toBe(0);
  });
});
