import type { AoClient, StreamEvent } from '@ao/client';
import { connectFromRunFile } from '@ao/client/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

let home: TestHome;
let ao: AoClient;
beforeEach(async () => {
  home = createTestHome();
  await home.ao(['project', 'add', '.']);
  ao = connectFromRunFile({ home: home.path });
});
afterEach(() => home[Symbol.asyncDispose]());

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

test('a program starts a session, follows its events, and sees every status in order', async () => {
  const seen: string[] = [];
  const stop = new AbortController();
  const following = (async () => {
    for await (const event of ao.events({ signal: stop.signal })) {
      if (event.type === 'session.status') seen.push(event.status);
      if (event.type === 'session.status' && event.status === 'idle' && seen.includes('working')) return;
    }
  })();
  const { session } = await ao.sessions.spawn({ projectId: 'shop', prompt: '[[sleep 500]] [[write a.txt hello]]' });
  await following;
  stop.abort();
  expect(session.id).toBe('shop-1');
  expect(seen.filter((status, index) => status !== seen[index - 1])).toEqual(expect.arrayContaining(['working', 'idle']));
  expect(await ao.sessions.changes('shop-1')).toMatchObject({ files: [{ path: 'a.txt', untracked: true }] });
});

test('who comes back with a cursor misses nothing and sees nothing twice, also over a restart of the daemon', async () => {
  const sequences: number[] = [];
  const stop = new AbortController();
  const take = (event: StreamEvent): void => void ('sequence' in event && sequences.push(event.sequence));
  const following = (async () => {
    for await (const event of ao.events({ after: 0, signal: stop.signal })) take(event);
  })().catch(() => undefined);
  await ao.sessions.spawn({ projectId: 'shop', prompt: '[[say one]]' });
  await home.ao(['wait', 'shop-1', '--until', 'idle', '--timeout', '20s']);
  process.kill(home.daemonPid(), 'SIGKILL');
  await home.ao(['start']);
  const again = connectFromRunFile({ home: home.path });
  await again.sessions.rename('shop-1', 'renamed');
  const { cursor } = await again.daemon.status();
  await expect.poll(() => sequences.at(-1), { timeout: 15_000 }).toBe(cursor);
  stop.abort();
  await following;
  expect(sequences).toEqual(sequences.map((_, index) => index + 1));
});

test('a terminal shows its picture at once, echoes what is typed, and resumes where it was left', async () => {
  await ao.sessions.spawn({ projectId: 'shop', agent: 'command', command: ['cat'] });
  const first = await ao.terminal('shop-1', { columns: 80, rows: 24 });
  let offset = 0;
  let drawn = '';
  for await (const event of first) {
    if (event.type === 'snapshot') first.write('hello\r');
    if (event.type === 'data') {
      drawn += text(event.bytes);
      offset = event.offset + event.bytes.length;
    }
    // Once typed by the terminal, once printed by the program.
    if (drawn.split('hello').length > 2) break;
  }
  const second = await ao.terminal('shop-1', { columns: 80, rows: 24, resumeFrom: offset });
  const events: string[] = [];
  for await (const event of second) {
    events.push(event.type);
    if (event.type === 'resumed' || event.type === 'opened') second.write('again\r');
    if (event.type === 'data' && text(event.bytes).includes('again')) break;
  }
  expect(events).not.toContain('snapshot');
});

/** Whatever hangs is named, rather than the whole test. */
function inTime<Result>(what: () => string, work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`20 s are over: ${what()}`)), 20_000);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

test('a client that never reads costs others nothing', async () => {
  const command = ['sh', '-c', 'yes "a line that is printed for ever and ever"'];
  await inTime(() => 'start what floods', ao.sessions.spawn({ projectId: 'shop', agent: 'command', command }));
  await inTime(() => 'start the other', ao.sessions.spawn({ projectId: 'shop', agent: 'command', command: ['cat'] }));
  const lazy = await inTime(() => 'open the flood', ao.terminal('shop-1', { columns: 80, rows: 24 }));
  const quick = await inTime(() => 'open the other', connectFromRunFile({ home: home.path }).terminal('shop-2', { columns: 80, rows: 24 }));
  const seen: string[] = [];
  let drawn = '';
  const before = performance.now();
  async function typeAndSee(): Promise<void> {
    for await (const event of quick) {
      seen.push(event.type);
      if (event.type === 'snapshot') quick.write('ping\r');
      if (event.type === 'data') drawn += text(event.bytes);
      if (drawn.includes('ping')) return;
    }
  }
  await inTime(() => `the echo; seen: ${seen.join(', ')}; drawn: ${JSON.stringify(drawn)}`, typeAndSee());
  expect(performance.now() - before).toBeLessThan(5_000);
  expect((await inTime(() => 'the status', ao.daemon.status())).counts.liveSessions).toBe(2);
  lazy.close();
});
