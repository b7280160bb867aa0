import { AoError } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { sampleEvent } from '../__fixtures__/sample-records.ts';
import { openStream, openTestServer } from '../__fixtures__/test-server.ts';

/** Makes the list of sessions fail from now on, as a database does that is gone. */
function breakSessions(sessions: object): void {
  Object.assign(sessions, {
    list() {
      throw new AoError('DATABASE_CORRUPT');
    },
  });
}

describe('when the sessions cannot be read', () => {
  test('a new stream is answered with the error, like any request; the daemon goes on', async () => {
    const server = await openTestServer();
    breakSessions(server.sessions);
    for (const query of ['', '?after=0']) {
      const { response } = await openStream(server.url, query);
      expect(response.status).toBe(500);
      expect(await response.json()).toMatchObject({ code: 'DATABASE_CORRUPT' });
    }
    expect(server.logger.lines).toMatchObject([{ message: 'A request failed.' }, { message: 'A request failed.' }]);
    expect([server.feed.subscribers(), server.clock.pendingTimers()]).toEqual([0, 0]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  test('a stream that was being caught up is cut; one that follows goes on', async () => {
    const server = await openTestServer();
    server.feed.append(sampleEvent(1));
    const following = await openStream(server.url);
    await following.take(2);
    breakSessions(server.sessions);
    const resumed = openStream(server.url, '?after=0').then((stream) => stream.rest());
    await expect(resumed).rejects.toThrow(/terminated|fetch failed/);
    expect(server.logger.lines).toMatchObject([{ level: 'error', message: 'An event stream was cut.' }]);
    server.feed.append(sampleEvent(2));
    expect((await following.next()).id).toBe('2');
  });
});

test('a hundred clients that come and go leave nothing behind', async () => {
  const server = await openTestServer();
  for (let round = 0; round < 4; round += 1) {
    const streams = await Promise.all(Array.from({ length: 25 }, () => openStream(server.url)));
    await Promise.all(streams.map((stream) => stream.take(2)));
    expect(server.feed.subscribers()).toBe(25);
    for (const stream of streams) stream.close();
    await expect.poll(() => server.feed.subscribers()).toBe(0);
  }
  expect(server.clock.pendingTimers()).toBe(0);
  expect(server.logger.lines).toEqual([]);
});
