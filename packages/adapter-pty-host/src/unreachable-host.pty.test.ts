import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LaunchId, SessionId } from '@ao/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clock, createPtyHome, exitOf, type PtyHome, until } from './__fixtures__/pty-home.ts';
import { launchFolders, locate } from './launch-location.ts';

let home: PtyHome;
beforeEach(async () => void (home = await createPtyHome()));
afterEach(async () => {
  rmSync(`${home.directory}/run`, { recursive: true, force: true });
  await home.remove();
});

const IDS = { sessionId: 'shop-1' as SessionId, launchId: 'launch-1' as LaunchId };

function socketPathOf(): string {
  const places = { directory: `${home.directory}/terminals`, socketDirectory: `${home.directory}/run` };
  const location = locate(places, launchFolders.handleOf(IDS.sessionId, IDS.launchId));
  if (location === null) throw new Error('the handle is well formed');
  return location.socketPath;
}

test('a host that cannot be reached, because its socket cannot be made, is no terminal: the creation fails and says why', async () => {
  mkdirSync(socketPathOf(), { recursive: true });
  const error: unknown = await home.run('exec sleep 600', IDS).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'RUNTIME_CREATE_FAILED', message: expect.stringContaining('EADDRINUSE') });
  expect(await home.runtime.list()).toEqual([]);
});

test('a creation that failed leaves no folder of its session behind', async () => {
  mkdirSync(dirname(socketPathOf()), { recursive: true });
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error('given up')), 5);
  const creation = home.runtime.create(
    { ...IDS, argv: ['/bin/sleep', '600'], cwd: '/', env: {}, size: { columns: 80, rows: 24 } },
    stop.signal,
  );
  await expect(creation).rejects.toThrow('given up');
  expect(readdirSync(`${home.directory}/terminals`)).toEqual([]);
});

test('a handle that was forgotten and is created once more is alive and can be written to', async () => {
  const first = await home.run('echo up; exec sleep 600', IDS);
  expect((await home.runtime.probe([first.handle]))[0]?.state).toBe('alive');
  await home.runtime.destroy(first.handle, { graceMs: 0 });
  await home.runtime.forget(first.handle);
  const second = await home.run('exec cat', IDS);
  expect((await home.runtime.probe([second.handle]))[0]).toMatchObject({ state: 'alive', process: second.process });
  await home.runtime.write(second.handle, Buffer.from('hello\r'));
  await until(
    () => home.runtime.lines(second.handle, 10),
    (lines) => lines.includes('hello'),
  );
});

test('what is typed to a program that has let go of its terminal is refused, and never waits for ever', async () => {
  const { handle } = await home.run(`trap '' HUP; exec </dev/null >/dev/null 2>&1; while :; do sleep 0.1; done`);
  await clock.sleep(500);
  const typed = home.runtime.write(handle, Buffer.from('is anybody there?\r')).then(
    () => 'taken',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  expect(await Promise.race([typed, clock.sleep(5_000).then(() => 'waits')])).toContain('has let go of its terminal');
  expect((await home.runtime.probe([handle]))[0]?.state).toBe('alive');
  await home.runtime.destroy(handle, { graceMs: 0 });
  expect(await exitOf(home.runtime, handle)).toMatchObject({ signal: expect.stringMatching(/^SIG(TERM|KILL)$/), evidence: 'exit_record' });
});
