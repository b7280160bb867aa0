import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchId, SessionId } from '@ao/domain';
import type { HookSpool } from '@ao/ports';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOOK_COMMAND } from './hook-command.ts';
import { createHookSpool } from './hook-spool.ts';

const session = 'shop-1' as SessionId;
const other = 'shop-2' as SessionId;
const launch = 'l-one' as LaunchId;

let directory = '';
let spool: HookSpool;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ao-spool-'));
  spool = createHookSpool({ directory });
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function drop(folder: string, name: string, text: string | Buffer, atMs?: number): void {
  writeFileSync(join(folder, name), text);
  if (atMs !== undefined) utimesSync(join(folder, name), atMs / 1000, atMs / 1000);
}

const payloads = async (sessionId = session) => (await spool.read(sessionId)).map((hook) => hook.payload);

describe('reading', () => {
  test('a payload dropped by a hook comes with its session, launch and time', async () => {
    const folder = await spool.prepare(session, launch);
    const before = Date.now();
    spawnSync('/bin/sh', ['-c', HOOK_COMMAND], { input: '{"a":1}', env: { AO_SPOOL: folder } });
    const [hook, ...rest] = await spool.read(session);
    expect(rest).toEqual([]);
    expect(hook).toMatchObject({ sessionId: session, launchId: launch, payload: '{"a":1}' });
    // File times may be a scheduler tick behind the clock.
    expect(Math.abs((hook?.at ?? 0) - before)).toBeLessThan(2000);
    expect(Number.isInteger(hook?.at)).toBe(true);
  });

  test('oldest first by time of writing, then by process number, across launches', async () => {
    const first = await spool.prepare(session, launch);
    const second = await spool.prepare(session, 'l-two' as LaunchId);
    drop(first, '900-0.json', 'c', 2000);
    drop(first, '1000-0.json', 'd', 2000);
    drop(first, '1000-1.json', 'e', 2000);
    drop(second, '5-0.json', 'f', 3000);
    drop(second, '9-0.json', 'a', 1000);
    drop(first, '2-0.json', 'b', 1500);
    expect(await payloads()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  test.each([
    ['a year behind', 365 * 24 * 60 * 60_000],
    ['five minutes ahead', -300_000],
  ])('a file server whose clock is %s changes no time', async (_name, offsetMs) => {
    const now = () => Date.now() + offsetMs;
    const skewed = createHookSpool({ directory, now });
    const folder = await skewed.prepare(session, launch);
    drop(folder, '1-0.json', 'an hour ago', Date.now() - 3_600_000);
    drop(folder, '2-0.json', 'now');
    const ages = (await skewed.read(session)).map(({ at }) => Math.round((now() - at) / 60_000));
    expect(ages).toEqual([60, 0]);
    expect(readdirSync(directory)).toEqual([session]);
  });

  test('what was written while nobody read keeps its time', async () => {
    const folder = await spool.prepare(session, launch);
    const anHourAgo = Math.trunc(Date.now() / 1_000) * 1_000 - 3_600_000;
    drop(folder, '1-0.json', 'an hour ago', anHourAgo);
    expect((await spool.read(session)).map(({ at }) => at)).toEqual([anHourAgo]);
  });

  test('nothing of another session or launch arrives', async () => {
    const mine = await spool.prepare(session, launch);
    const theirs = await spool.prepare(other, launch);
    drop(mine, '1-0.json', 'mine');
    drop(theirs, '1-0.json', 'theirs');
    expect(await payloads(session)).toEqual(['mine']);
    expect(await payloads(other)).toEqual(['theirs']);
    expect((await spool.read(session)).map((hook) => hook.launchId)).toEqual([launch]);
  });

  test('a session without a spool has nothing waiting', async () => {
    expect(await spool.read(session)).toEqual([]);
  });

  test('half-written files are not seen', async () => {
    const folder = await spool.prepare(session, launch);
    drop(folder, '.12-0', '{"half":');
    drop(folder, 'notes.txt', 'not a payload');
    expect(await payloads()).toEqual([]);
    expect(existsSync(join(folder, '.12-0'))).toBe(true);
  });

  test('at most a thousand entries at once, the oldest', async () => {
    const folder = await spool.prepare(session, launch);
    for (let index = 0; index < 1003; index += 1) drop(folder, `7-${index}.json`, String(index), 5000 + index);
    const read = await payloads();
    expect([read.length, read[0], read.at(-1)]).toEqual([1000, '0', '999']);
  });

  test('entries stay until they are removed', async () => {
    const folder = await spool.prepare(session, launch);
    drop(folder, '1-0.json', 'a', 1000);
    drop(folder, '2-0.json', 'b', 2000);
    const [first] = await spool.read(session);
    expect(await payloads()).toEqual(['a', 'b']);
    await spool.remove(session, [first?.token ?? '']);
    await spool.remove(session, [first?.token ?? '']);
    expect(await payloads()).toEqual(['b']);
  });
});

test('of an entry a hook dropped nothing stays when it is removed, and nothing is found when it cannot be used', async () => {
  const folder = await spool.prepare(session, launch);
  const run = (input: string | Buffer) => spawnSync('/bin/sh', ['-c', HOOK_COMMAND], { input, env: { AO_SPOOL: folder } });
  run('{"a":1}');
  const [hook] = await spool.read(session);
  await spool.remove(session, [hook?.token ?? '']);
  expect(readdirSync(folder)).toEqual([]);
  run(Buffer.from([0xff, 0xfe]));
  expect(await payloads()).toEqual([]);
  expect(readdirSync(folder)).toEqual(['rejected']);
  expect(statSync(join(folder, 'rejected', readdirSync(join(folder, 'rejected'))[0] ?? '')).size).toBe(2);
});

describe('what cannot be used', () => {
  test.each<[string, (path: string) => void]>([
    ['an oversized file', (path) => writeFileSync(path, Buffer.alloc(1024 * 1024 + 1, 'x'))],
    ['an empty file', (path) => writeFileSync(path, '')],
    ['bytes that are no text', (path) => writeFileSync(path, Buffer.from([0xff, 0xfe, 0x00]))],
    ['a link', (path) => symlinkSync('/etc/hostname', path)],
    ['a folder', (path) => mkdirSync(path)],
    ['a named pipe nobody writes to', (path) => spawnSync('mkfifo', [path])],
  ])('%s is set aside and not returned twice', async (_what, make) => {
    const folder = await spool.prepare(session, launch);
    make(join(folder, '1-0.json'));
    drop(folder, '2-0.json', 'good');
    expect(await payloads()).toEqual(['good']);
    expect(readdirSync(folder).sort()).toEqual(['2-0.json', 'rejected']);
    expect(readdirSync(join(folder, 'rejected'))).toHaveLength(1);
  });

  test('a payload of exactly one mebibyte is read', async () => {
    const folder = await spool.prepare(session, launch);
    drop(folder, '1-0.json', 'x'.repeat(1024 * 1024));
    expect((await payloads())[0]).toHaveLength(1024 * 1024);
  });

  test('only the last twenty rejected files are kept', async () => {
    const folder = await spool.prepare(session, launch);
    for (let index = 0; index < 30; index += 1) drop(folder, `${index}-0.json`, '', 1000 + index);
    await spool.read(session);
    const kept = readdirSync(join(folder, 'rejected'));
    expect(kept).toHaveLength(20);
    expect(kept.every((name) => Number(/-(\d+)-0\.json$/.exec(name)?.[1]) >= 10)).toBe(true);
  });
});

describe('names', () => {
  test.each(['../outside', 'a/b', '.hidden', '', '..'])('a launch named %j is refused', async (name) => {
    await expect(spool.prepare(session, name as LaunchId)).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  });

  test.each(['../../victim', 'l-one/../../victim', 'l-one/victim', '', 'l-one/1-0.json/x'])('token %j removes nothing', async (token) => {
    const folder = await spool.prepare(session, launch);
    for (const path of [join(directory, 'victim'), join(folder, 'victim'), join(folder, '1-0.json')]) writeFileSync(path, 'kept');
    await spool.remove(session, [token]);
    expect([join(directory, 'victim'), join(folder, 'victim'), join(folder, '1-0.json')].every(existsSync)).toBe(true);
  });

  test('the folder is absolute, private, and preparing it again keeps what is in it', async () => {
    const folder = await spool.prepare(session, launch);
    drop(folder, '1-0.json', 'kept');
    expect(await spool.prepare(session, launch)).toBe(folder);
    expect(folder.startsWith('/')).toBe(true);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(await payloads()).toEqual(['kept']);
  });
});

describe('watching', () => {
  /** A listener whose calls can be waited for. */
  function listen() {
    let calls = 0;
    const waiting = new Set<{ readonly count: number; readonly resolve: () => void }>();
    return {
      listener: () => {
        calls += 1;
        for (const entry of waiting) if (calls >= entry.count) entry.resolve();
      },
      calls: () => calls,
      /** Resolves once the listener was called that often. */
      reached: (count: number) =>
        new Promise<void>((resolve) => {
          if (calls >= count) resolve();
          else waiting.add({ count, resolve });
        }),
    };
  }

  test('tells of a payload in a launch that exists and in one that comes later', async () => {
    const folder = await spool.prepare(session, launch);
    const heard = listen();
    const subscription = spool.watch(session, heard.listener);
    await heard.reached(1);
    drop(folder, '1-0.json', 'a');
    await heard.reached(2);
    const settled = heard.calls();
    const second = await spool.prepare(session, 'l-two' as LaunchId);
    await heard.reached(settled + 1);
    drop(second, '2-0.json', 'b');
    await heard.reached(settled + 2);
    expect(await payloads()).toEqual(['a', 'b']);
    subscription.close();
  });

  test('begins before the session has any folder', async () => {
    const heard = listen();
    const subscription = spool.watch(session, heard.listener);
    await heard.reached(1);
    subscription.close();
    expect(heard.calls()).toBe(1);
  });

  test('is silent after closing, also when closed at once or twice', async () => {
    const folder = await spool.prepare(session, launch);
    const heard = listen();
    const subscription = spool.watch(session, heard.listener);
    subscription.close();
    subscription.close();
    drop(folder, '1-0.json', 'a');
    await new Promise((resolve) => setImmediate(resolve));
    expect(await payloads()).toEqual(['a']);
    expect(heard.calls()).toBe(0);
  });
});

test('discarding removes the spool of that session alone, and again is harmless', async () => {
  const mine = await spool.prepare(session, launch);
  const theirs = await spool.prepare(other, launch);
  await spool.discard(session);
  await spool.discard(session);
  expect([existsSync(mine), existsSync(theirs)]).toEqual([false, true]);
});
