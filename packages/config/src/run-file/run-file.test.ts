import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InstanceId } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { OTHER_USER_ID, OWN_USER_ID, temporaryDirectory } from '../__fixtures__/temporary-directory.ts';
import { readRunFile } from './read-run-file.ts';
import type { RunFile } from './run-file.ts';
import { removeRunFile, writeRunFile } from './write-run-file.ts';

const runFile: RunFile = {
  process: { pid: 4711, startTime: '8812', bootId: 'b-1' },
  url: 'http://127.0.0.1:3001',
  port: 3001,
  token: 'a-token-nobody-can-guess',
  instanceId: '0123456789ab' as InstanceId,
  version: '1.0.0',
  startedAt: 1_700_000_000_000,
};

const place = () => join(temporaryDirectory(), 'daemon.json');
const read = (path: string) => readRunFile(path, OWN_USER_ID);
const withCode = (code: string) => expect.objectContaining({ code });

test('what was written is read, and only its owner can', () => {
  const path = place();
  writeRunFile(path, runFile);
  expect(read(path)).toEqual(runFile);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('no file means no daemon', () => {
  expect(read(place())).toBeNull();
});

test('a new one takes the place of an old one, and nothing else is left', () => {
  const path = place();
  writeRunFile(path, runFile);
  for (const pid of [4711, 12]) writeFileSync(`${path}.${pid}.partial`, 'left by a crash');
  writeRunFile(path, { ...runFile, port: 3002, url: 'http://127.0.0.1:3002' });
  expect(read(path)?.port).toBe(3002);
  expect(readdirSync(join(path, '..'))).toEqual(['daemon.json']);
});

test('fields of a newer version are ignored', () => {
  const path = place();
  writeFileSync(path, JSON.stringify({ ...runFile, colour: 'blue' }), { mode: 0o600 });
  expect(read(path)).toEqual(runFile);
});

describe('a damaged file is refused', () => {
  test.each([
    ['empty', ''],
    ['cut off', JSON.stringify(runFile).slice(0, 40)],
    ['no object', '[]'],
    ['too large', JSON.stringify({ ...runFile, more: 'x'.repeat(70_000) })],
    ['a pid that is none', JSON.stringify({ ...runFile, process: { ...runFile.process, pid: -1 } })],
    ['no token', JSON.stringify({ ...runFile, token: '' })],
    ['a port that is none', JSON.stringify({ ...runFile, port: 70_000 })],
    ['a daemon on another machine', JSON.stringify({ ...runFile, url: 'http://evil.example:3001' })],
    ['a name that only looks like this machine', JSON.stringify({ ...runFile, url: 'http://127.0.0.1:3001@evil.example' })],
  ])('%s', (_name, content) => {
    const path = place();
    writeFileSync(path, content, { mode: 0o600 });
    expect(() => read(path)).toThrow(withCode('RUN_FILE_INVALID'));
  });

  test('a directory', () => {
    const path = place();
    mkdirSync(path, { mode: 0o700 });
    expect(() => read(path)).toThrow(withCode('RUN_FILE_INVALID'));
  });
});

test('a file somebody else could have written is not trusted', () => {
  const path = place();
  writeRunFile(path, runFile);
  expect(() => readRunFile(path, OTHER_USER_ID)).toThrow(withCode('HOME_UNSAFE'));
  chmodSync(path, 0o622);
  expect(() => read(path)).toThrow(withCode('HOME_UNSAFE'));
});

test('only the own file is removed', () => {
  const path = place();
  expect(removeRunFile(path, runFile.token)).toBe(false);
  writeRunFile(path, runFile);
  expect(removeRunFile(path, 'the-token-of-an-earlier-daemon')).toBe(false);
  expect(read(path)).toEqual(runFile);
  expect(removeRunFile(path, runFile.token)).toBe(true);
  expect(read(path)).toBeNull();
  writeFileSync(path, 'damaged', { mode: 0o600 });
  expect(removeRunFile(path, runFile.token)).toBe(false);
  expect(readFileSync(path, 'utf8')).toBe('damaged');
});

test('a directory that is not there is said so', () => {
  expect(() => writeRunFile(join(temporaryDirectory(), 'run', 'daemon.json'), runFile)).toThrow(withCode('HOME_NOT_WRITABLE'));
});
