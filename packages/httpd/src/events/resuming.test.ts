import { createEventFeed } from '@ao/cdc';
import type { ProjectId } from '@ao/domain';
import { createInMemoryStores, createSilentLogger } from '@ao/testing';
import { expect, onTestFinished, test } from 'vitest';
import { sampleProject } from '../__fixtures__/sample-records.ts';
import { openStream, openTestServer, type WireStream } from '../__fixtures__/test-server.ts';
import type { HttpClock } from '../app/http-environment.ts';

const COMMITS = 200;

const realClock: HttpClock & { sleep(delayMs: number): Promise<void> } = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer(delayMs, call) {
    const timer = setTimeout(call, delayMs);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
  sleep: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
};

/** Reads events from a cursor on, going away in the middle of them again and again, until the last one. */
async function followUnreliably(url: string, after: number, patience: number): Promise<readonly number[]> {
  const seen: number[] = [];
  let cursor = after;
  while (cursor < COMMITS) {
    const stream: WireStream = await openStream(url, `?after=${cursor}`);
    for (let count = 0; count < patience && cursor < COMMITS; count += 1) {
      const { id } = await stream.next();
      if (id === null) continue;
      cursor = Number(id);
      seen.push(cursor);
    }
    stream.close();
  }
  return seen;
}

test('whoever resumes, wherever and however often, misses nothing and sees nothing twice, while commits go on', async () => {
  const stores = createInMemoryStores({ clock: realClock });
  const feed = createEventFeed({ changeLog: stores.changeLog, clock: realClock, logger: createSilentLogger() });
  const stopping = new AbortController();
  void feed.run(stopping.signal);
  onTestFinished(() => stopping.abort());
  const { url } = await openTestServer({ feed });
  stores.projects.add(sampleProject('shop'));

  const followers = [3, 7, 20, 150].flatMap((patience) => [0, 1].map((after) => ({ patience, after })));
  const followed = Promise.all(followers.map(({ after, patience }) => followUnreliably(url, after, patience)));
  for (let commit = 2; commit <= COMMITS; commit += 1) {
    stores.projects.setConfig('shop' as ProjectId, { model: String(commit) });
    if (commit % 5 === 0) await realClock.sleep(1);
  }
  const everything = Array.from({ length: COMMITS }, (_, index) => index + 1);
  for (const [index, seen] of (await followed).entries()) expect(seen).toEqual(everything.slice(followers[index]?.after));
});
