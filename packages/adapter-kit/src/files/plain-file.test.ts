import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPlainFile } from './plain-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ao-plain-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a file is read, also through a link, and a missing one is none', () => {
  writeFileSync(join(folder, 'a'), 'text');
  symlinkSync('a', join(folder, 'link'));
  expect([readPlainFile(join(folder, 'a')), readPlainFile(join(folder, 'link')), readPlainFile(join(folder, 'none'))]).toEqual([
    'text',
    'text',
    null,
  ]);
});

test.each<[string, (path: string) => void, string]>([
  ['a pipe that nobody writes to', (path) => void execFileSync('mkfifo', [path]), 'no plain file'],
  ['a folder', (path) => mkdirSync(path), 'no plain file'],
  ['a link to a device', (path) => symlinkSync('/dev/zero', path), 'no plain file'],
  ['a link to itself', (path) => symlinkSync(path, path), 'ELOOP'],
  ['a huge file', (path) => (writeFileSync(path, ''), truncateSync(path, 5_000_000)), 'larger than'],
])('%s is an error, at once', (_what, make, words) => {
  const path = join(folder, 'a');
  make(path);
  expect(() => readPlainFile(path)).toThrow(words);
});
