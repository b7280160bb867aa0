import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensurePrivateFile, writePrivateFile } from './private-file.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ao-private-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('is for its owner alone, in a folder made for it, and can be written again', async () => {
  const path = join(directory, 'sessions', 'a.json');
  await writePrivateFile(path, 'one');
  await writePrivateFile(path, 'two');
  expect(readFileSync(path, 'utf8')).toBe('two');
  expect([statSync(path).mode & 0o777, statSync(join(directory, 'sessions')).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(readdirSync(join(directory, 'sessions'))).toEqual(['a.json']);
});

test.each<[string, (path: string) => void]>([
  ['a link', (path) => symlinkSync('/etc/hostname', path)],
  ['a folder', (path) => mkdirSync(path)],
])('%s in its place is not replaced', async (_what, make) => {
  const path = join(directory, 'a.json');
  make(path);
  await expect(writePrivateFile(path, 'text')).rejects.toMatchObject({ code: 'HOME_UNSAFE' });
  expect(readdirSync(directory)).toEqual(['a.json']);
});

test('of two writers one wins whole', async () => {
  const path = join(directory, 'a.json');
  const texts = ['x'.repeat(200_000), 'y'.repeat(200_000)];
  await Promise.all(texts.map((text) => writePrivateFile(path, text)));
  expect(texts).toContain(readFileSync(path, 'utf8'));
  expect(readdirSync(directory)).toEqual(['a.json']);
});

test('what a killed process left half written is gone once the file is written again; what others write is not', async () => {
  const path = join(directory, 'a.json');
  // A number no process has: the system gives out smaller ones only.
  writeFileSync(`${path}.999999999-0123456789ab.new`, 'ha');
  writeFileSync(`${path}.${process.ppid}-0123456789ab.new`, 'underway');
  writeFileSync(join(directory, 'b.json.999999999-0123456789ab.new'), 'of another file');
  await writePrivateFile(path, 'text');
  expect(readdirSync(directory).sort()).toEqual(['a.json', `a.json.${process.ppid}-0123456789ab.new`, 'b.json.999999999-0123456789ab.new']);
});

test('a file that holds the text already is not touched, and what a killed process left beside it is gone', async () => {
  const path = join(directory, 'a.json');
  await ensurePrivateFile(path, 'one');
  const { ino } = statSync(path);
  writeFileSync(`${path}.999999999-0123456789ab.new`, 'on');
  await ensurePrivateFile(path, 'one');
  expect([readdirSync(directory), statSync(path).ino]).toEqual([['a.json'], ino]);
  await ensurePrivateFile(path, 'two');
  expect(readFileSync(path, 'utf8')).toBe('two');
});

test('needs an absolute path, and leaves nothing behind when it fails', async () => {
  await expect(writePrivateFile('a.json', 'text')).rejects.toMatchObject({ code: 'INTERNAL' });
  writeFileSync(join(directory, 'file'), '');
  await expect(writePrivateFile(join(directory, 'file', 'a.json'), 'text')).rejects.toThrow(/ENOTDIR|EEXIST/);
  expect(readdirSync(directory)).toEqual(['file']);
});
