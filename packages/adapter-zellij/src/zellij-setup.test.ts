import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configurationDirectory, layoutFor, prepareZellij, zellijEnvironment } from './zellij-setup.ts';

let home: string;
beforeEach(async () => void (home = await mkdtemp(join(tmpdir(), 'ao-zs-'))));
afterEach(() => rm(home, { recursive: true, force: true }));

const places = () => ({ directory: join(home, 'zellij'), socketDirectory: join(home, 'run') });
const socketDirectory = () => join(home, 'run', 'abc');
const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

test('all folders and files are for this user only', async () => {
  await prepareZellij(places(), socketDirectory());
  const all = await readdir(home, { recursive: true });
  for (const name of all) {
    const path = join(home, name);
    expect.soft([name, await modeOf(path)]).toEqual([name, (await stat(path)).isDirectory() ? 0o700 : 0o600]);
  }
  expect(all).toContain('run/abc');
});

test('a socket directory that others may enter is closed: whoever reaches a socket can type into the session', async () => {
  await mkdir(socketDirectory(), { recursive: true });
  await chmod(socketDirectory(), 0o777);
  await prepareZellij(places(), socketDirectory());
  expect(await modeOf(socketDirectory())).toBe(0o700);
});

test('a configuration that is there is not touched, because servers watch it; one that was changed is put right', async () => {
  await prepareZellij(places(), socketDirectory());
  const path = join(configurationDirectory(places()), 'config.kdl');
  const [text, before] = [await readFile(path, 'utf8'), await stat(path)];
  await prepareZellij(places(), socketDirectory());
  expect((await stat(path)).ino).toBe(before.ino);
  await writeFile(path, 'load_plugins { link }');
  await prepareZellij(places(), socketDirectory());
  expect(await readFile(path, 'utf8')).toBe(text);
});

test('a link that somebody put in the place of the configuration is neither followed nor replaced', async () => {
  await mkdir(configurationDirectory(places()), { recursive: true });
  const target = join(home, 'precious');
  await writeFile(target, 'mine');
  await symlink(target, join(configurationDirectory(places()), 'config.kdl'));
  await expect(prepareZellij(places(), socketDirectory())).rejects.toMatchObject({ code: 'HOME_UNSAFE' });
  expect(await readFile(target, 'utf8')).toBe('mine');
  expect((await lstat(join(configurationDirectory(places()), 'config.kdl'))).isSymbolicLink()).toBe(true);
});

test('many sessions that begin at the same time prepare it together', async () => {
  await Promise.all(Array.from({ length: 10 }, (_, count) => prepareZellij(places(), join(home, 'run', `s${count}`))));
  expect(await readdir(configurationDirectory(places()))).toEqual(['config.kdl']);
  expect((await readdir(join(home, 'run'))).length).toBe(10);
});

test('zellij reads and writes nothing in the home of the user', () => {
  const environment = zellijEnvironment(places(), socketDirectory());
  expect(Object.keys(environment).toSorted()).toEqual(
    ['HOME', 'TMPDIR', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'ZELLIJ_SOCKET_DIR'].toSorted(),
  );
  for (const [name, value] of Object.entries(environment)) expect.soft([name, value.startsWith(home)]).toEqual([name, true]);
});

test('a path with quotes and backslashes stays one word of the layout', () => {
  const layout = layoutFor(['/bin/bash', '-p'], '/a "b"\\c/keeper.sh');
  expect(layout).toContain('pane command="/bin/bash" close_on_exit=true borderless=true');
  expect(layout).toContain('args "-p" "/a \\"b\\"\\\\c/keeper.sh"');
});
