import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  attendantsOf,
  readExitRecord,
  readKeeper,
  readProcesses,
  readProgramPid,
  readSize,
  readSpec,
  readText,
  writeProcesses,
  writeSize,
  writeSpec,
} from './launch-records.ts';

let directory: string;
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'ao-zr-'))));
afterEach(() => rm(directory, { recursive: true, force: true }));

const IDENTITY = { pid: 7, startTime: '1', bootId: 'b' };
const SPEC = {
  version: 1,
  zellijPath: '/bin/zellij',
  zellijVersion: '0.45.1',
  socketPath: '/run/x',
  pane: 0,
  createdAt: 5,
  creator: IDENTITY,
} as const;
const PROCESSES = {
  version: 1,
  server: IDENTITY,
  keeper: { ...IDENTITY, pid: 8 },
  program: IDENTITY,
  terminalPath: null,
  startedAt: 9,
} as const;
const put = (name: string, text: string | Buffer) => writeFile(join(directory, name), text);

describe('records', () => {
  test('are read as they were written, by their owner only, and leave nothing else in the folder', async () => {
    await writeSpec(directory, SPEC);
    await writeProcesses(directory, PROCESSES);
    await writeSize(directory, { columns: 80, rows: 24 });
    expect(await readSpec(directory)).toEqual(SPEC);
    expect(await readProcesses(directory)).toEqual(PROCESSES);
    expect(await readSize(directory)).toEqual({ columns: 80, rows: 24 });
    expect((await readdir(directory)).toSorted()).toEqual(['processes.json', 'size.json', 'spec.json']);
    for (const name of await readdir(directory)) expect((await stat(join(directory, name))).mode & 0o777).toBe(0o600);
  });

  test('of an older version, which did not write down who creates, are understood', async () => {
    const { creator: _creator, ...older } = SPEC;
    await put('spec.json', JSON.stringify(older));
    expect(await readSpec(directory)).toEqual({ ...SPEC, creator: null });
  });

  test('that were cut off anywhere are as good as none, and never half of one', async () => {
    const whole = JSON.stringify(PROCESSES);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        await put('processes.json', whole.slice(0, length));
        expect(await readProcesses(directory)).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  test.each(['', '\0\0\0\0', '[]', 'null', '{"version":2}', '{"version":1}'])('that say %j are as good as none', async (text) => {
    for (const name of ['spec.json', 'processes.json', 'size.json']) await put(name, text);
    expect([await readSpec(directory), await readProcesses(directory), await readSize(directory)]).toEqual([null, null, null]);
  });

  test('that are not there are none; a folder that cannot be read is an error, not a missing record', async () => {
    expect([await readSpec(directory), await readProcesses(directory), await readSize(directory)]).toEqual([null, null, null]);
    await expect(readText(directory, '.')).rejects.toThrow('EISDIR');
  });

  test('who waits on a program, and is not it', () => {
    expect(attendantsOf(PROCESSES).map(({ pid }) => pid)).toEqual([8, 7]);
  });
});

describe('the end of a program', () => {
  test('is dated by when it was written down', async () => {
    await put('exit', '4 exit\n');
    await utimes(join(directory, 'exit'), 1_700_000_000, 1_700_000_000);
    expect(await readExitRecord(directory)).toEqual({ at: 1_700_000_000_000, code: 4, signal: null, evidence: 'exit_record' });
  });

  test.each(['', '4', '4 exit', '4 ', 'exit\n', '\0\0\0'])('that was written down as %j is not known', async (text) => {
    await put('exit', text);
    expect(await readExitRecord(directory)).toBeNull();
  });
});

describe('what the keeper says', () => {
  test.each([
    ['12 34 /dev/pts/5\n', { keeperPid: 12, serverPid: 34, terminalPath: '/dev/pts/5' }],
    ['12 34 not a tty\n', { keeperPid: 12, serverPid: 34, terminalPath: null }],
    ['12 34\n', { keeperPid: 12, serverPid: 34, terminalPath: null }],
    ['12', null],
    ['', null],
    ['12 -1 /dev/pts/5\n', null],
    ['0 1 /dev/pts/5\n', null],
    ['a b c\n', null],
  ])('%j', async (text, expected) => {
    await put('keeper', text);
    expect(await readKeeper(directory)).toEqual(expected);
  });

  test.each([
    ['41\n', 41],
    ['', null],
    ['0\n', null],
    ['-1\n', null],
    ['4 1\n', null],
    ['1e3\n', null],
  ])('%j is a pid, or none: nothing else is ever signalled', async (text, expected) => {
    await put('pid', text);
    expect(await readProgramPid(directory)).toBe(expected);
  });

  test('nothing while it has said nothing', async () => {
    expect([await readKeeper(directory), await readProgramPid(directory), await readExitRecord(directory)]).toEqual([null, null, null]);
  });
});
