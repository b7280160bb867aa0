import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { updateJsonFile } from './json-file-update.ts';

let directory = '';
let path = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ao-json-'));
  path = join(directory, 'settings.json');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const add = (name: string) => updateJsonFile({ path, change: (value) => ({ ...value, [name]: true }) });
const content = () => JSON.parse(readFileSync(path, 'utf8')) as unknown;

test('keeps everything else, the mode, and the text before', async () => {
  writeFileSync(path, '{"mine": {"deep": [1]}}', { mode: 0o640 });
  expect(await add('ours')).toBe(true);
  expect(content()).toEqual({ mine: { deep: [1] }, ours: true });
  expect(statSync(path).mode & 0o777).toBe(0o640);
  expect(readFileSync(`${path}.ao-backup`, 'utf8')).toBe('{"mine": {"deep": [1]}}');
  expect(readdirSync(directory).sort()).toEqual(['settings.json', 'settings.json.ao-backup']);
});

test('a file that is not there is made, for its owner alone', async () => {
  await add('ours');
  expect(content()).toEqual({ ours: true });
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test.each(['', '   ', '{"half":', '[]', 'null', '"text"'])('a file that holds %j is never written', async (text) => {
  writeFileSync(path, text);
  await expect(add('ours')).rejects.toMatchObject({ code: 'INVALID_CONFIGURATION' });
  expect(readFileSync(path, 'utf8')).toBe(text);
  expect(readdirSync(directory)).toEqual(['settings.json']);
});

test('nothing to change writes nothing', async () => {
  writeFileSync(path, '{}');
  expect(await updateJsonFile({ path, change: () => null })).toBe(false);
  expect(readdirSync(directory)).toEqual(['settings.json']);
});

test('a link stays a link', async () => {
  const target = join(directory, 'dotfiles.json');
  writeFileSync(target, '{"mine":1}');
  symlinkSync(target, path);
  await add('ours');
  expect(lstatSync(path).isSymbolicLink()).toBe(true);
  expect(JSON.parse(readFileSync(target, 'utf8'))).toEqual({ mine: 1, ours: true });
});

test('twenty updates at once are all there', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `n${index}`);
  await Promise.all(names.map(add));
  expect(Object.keys(content() as object).sort()).toEqual(names.sort());
});

test('a lock whose owner has ended is taken over, one that is held is waited for', async () => {
  const lock = `${path}.ao-lock`;
  mkdirSync(lock);
  writeFileSync(join(lock, 'owner.json'), JSON.stringify({ pid: process.pid, startTime: 'another', bootId: 'another' }));
  expect(await add('ours')).toBe(true);
  mkdirSync(lock);
  const damaged = join(lock, 'owner-0123456789ab.json');
  writeFileSync(damaged, '');
  await expect(updateJsonFile({ path, change: () => ({}), waitMs: 60 })).rejects.toMatchObject({ code: 'FILE_BUSY' });
  const longAgo = Date.now() / 1000 - 60;
  utimesSync(damaged, longAgo, longAgo);
  expect(await add('more')).toBe(true);
  expect(existsSync(lock)).toBe(false);
});

test('the file keeps its mode, whatever this process takes away from files it makes', async () => {
  writeFileSync(path, '{}');
  chmodSync(path, 0o664);
  const before = process.umask(0o077);
  try {
    expect(await add('ours')).toBe(true);
  } finally {
    process.umask(before);
  }
  expect(statSync(path).mode & 0o777).toBe(0o664);
});
