import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LaunchId, RuntimeHandle, SessionId } from '@ao/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTmuxHome, exitOf, type TmuxHome, until } from './__fixtures__/tmux-home.ts';

let home: TmuxHome;
beforeEach(async () => void (home = await createTmuxHome()));
afterEach(() => home.remove());

const IDS = { sessionId: 'shop-1' as SessionId, launchId: 'launch-1' as LaunchId };
const folderOf = (handle: RuntimeHandle) => join(home.directory, 'terminals', handle.replace('tmux:', ''));

test('an end that was written down stays known when the last screen cannot be read', async () => {
  const { handle } = await home.run('echo done; exit 4');
  expect(await exitOf(home.runtime, handle)).toMatchObject({ code: 4, evidence: 'exit_record' });
  writeFileSync(join(folderOf(handle), 'screen.json'), '{"columns":');
  expect((await home.runtime.probe([handle]))[0]).toMatchObject({ state: 'dead', exit: { code: 4, evidence: 'exit_record' } });
  expect((await home.runtime.screen(handle)).exact).toBe(false);
  expect(await home.runtime.lines(handle, 5)).toEqual([]);
  await home.runtime.forget(handle);
  expect(await home.runtime.list()).toEqual([]);
});

test.each(['program.json', 'exit.json', 'spec.json'])(
  'a terminal whose %s was damaged can be decided about, ended and forgotten',
  async (name) => {
    const { handle } = await home.run('exec sleep 600', IDS);
    const folder = folderOf(handle);
    writeFileSync(join(folder, name), '\0\0\0');
    const running = (await home.runtime.probe([handle]))[0];
    expect(running?.state === 'dead').toBe(false);
    expect(await home.runtime.destroy(handle, { graceMs: 0 })).toMatchObject({ survivors: [] });
    utimesSync(join(folder, 'spec.json'), 1_600_000_000, 1_600_000_000);
    expect((await home.runtime.probe([handle]))[0]?.state).toBe('dead');
    await home.runtime.forget(handle);
    expect(await home.runtime.list()).toEqual([]);
  },
);

test('the end of a terminal that has the handle of a forgotten one is told too', async () => {
  const told: RuntimeHandle[] = [];
  home.runtime.onExit?.((handle) => told.push(handle));
  for (const count of [1, 2]) {
    const { handle } = await home.run('sleep 0.3; exit 0', IDS);
    await until(
      () => told.length,
      (length) => length === count,
      5_000,
    );
    await home.runtime.forget(handle);
  }
  expect(told.length).toBe(2);
});

test('a creation whose folder cannot be filled leaves no folder behind', async () => {
  // Long enough that the folder can be made and its files cannot.
  let deep = join(home.directory, 'deep');
  while (deep.length < 3_800) deep = join(deep, 'd'.repeat(100));
  const launchId = 'l'.repeat(40);
  const rest = 4_094 - deep.length - '/shop-1/'.length - launchId.length - '/spec.json'.length;
  const directory = join(deep, 'e'.repeat(rest));
  mkdirSync(directory, { recursive: true });
  const runtime = home.open({ directory });
  const creation = runtime.create({
    ...IDS,
    launchId: launchId as LaunchId,
    argv: ['/bin/sleep', '600'],
    cwd: '/',
    env: {},
    size: { columns: 80, rows: 24 },
  });
  await expect(creation).rejects.toMatchObject({ code: 'RUNTIME_CREATE_FAILED' });
  expect(readdirSync(directory)).toEqual([]);
});

test('a program whose arguments are longer than the system takes is refused, not said to run', async () => {
  const creation = home.run('', { ...IDS, argv: ['/bin/echo', 'x'.repeat(200_000)] });
  await expect(creation).rejects.toMatchObject({ code: 'RUNTIME_CREATE_FAILED' });
  expect(await home.runtime.list()).toEqual([]);
});
