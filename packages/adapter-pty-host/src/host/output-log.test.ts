import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '@ao/adapter-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { segmentName } from '../files/launch-files.ts';
import { createLogReader } from '../output/log-reader.ts';
import type { LogState } from '../protocol/host-messages.ts';
import { createOutputLog, type OutputLog } from './output-log.ts';

let directory = '';
let now = 0;
let full: boolean[] = [];
let states: LogState[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ao-log-'));
  now = 0;
  full = [];
  states = [];
});
afterEach(() => rmSync(directory, { recursive: true }));

function openLog(segmentBytes = 10, segmentCount = 3): OutputLog {
  return createOutputLog({
    directory,
    segmentBytes,
    segmentCount,
    now: () => now,
    onFull: (isFull) => full.push(isFull),
    onChange: (state) => states.push(state),
  });
}

const closed = (log: OutputLog) => new Promise<void>((resolve) => log.close(resolve));

async function written(log: OutputLog): Promise<void> {
  await expect.poll(() => log.writtenOffset()).toBe(log.offset());
}

const readAll = async () => {
  const reader = createLogReader(directory, createSystemClock());
  let text = '';
  const gaps: number[] = [];
  for (let offset = 0; ; ) {
    const slice = await reader.read(offset, 4);
    if (slice.bytes.length === 0) return { text, gaps, endOffset: (await reader.extent()).endOffset };
    if (slice.offset > offset) gaps.push(slice.offset);
    text += Buffer.from(slice.bytes).toString();
    offset = slice.offset + slice.bytes.length;
  }
};

test('cuts the output exactly into segments, keeps the newest, and tells what goes next before it goes', async () => {
  const log = openLog();
  for (const word of ['abcdefgh', 'ijklmnopqrstuvw', 'xyz', '0123456789ABCDEF']) {
    log.append(Buffer.from(word));
    await written(log);
  }
  await closed(log);
  expect(readdirSync(directory)).toEqual([20, 30, 40].map(segmentName));
  expect(await readAll()).toEqual({ text: 'uvwxyz0123456789ABCDEF', gaps: [20], endOffset: 42 });
  expect(states.map(({ oldestOffset, nextOldestOffset }) => [oldestOffset, nextOldestOffset])).toEqual([
    [0, 0],
    [0, 0],
    [0, 10],
    [10, 20],
    [20, 30],
  ]);
});

test('many small pieces become few writes, in order', async () => {
  const log = openLog(1_000_000);
  const slab = Buffer.alloc(5000, 'x');
  for (let at = 0; at < 5000; at += 1) {
    slab[at] = 97 + (at % 26);
    log.append(slab.subarray(at, at + 1));
  }
  await closed(log);
  expect(readFileSync(join(directory, segmentName(0))).equals(slab)).toBe(true);
});

test('says when too much waits for the disk, and when it may go on', async () => {
  const log = openLog(64 * 1024 * 1024);
  for (let at = 0; at < 5; at += 1) log.append(Buffer.alloc(512 * 1024));
  expect(full).toEqual([true]);
  await closed(log);
  expect(full).toEqual([true, false]);
  expect(log.writtenOffset()).toBe(5 * 512 * 1024);
});

test('a full disk loses output, visibly, and nothing else; logging goes on when there is room again', async () => {
  // Writing there fails as it does on a full disk.
  symlinkSync('/dev/full', join(directory, segmentName(10)));
  const log = openLog();
  log.append(Buffer.from('0123456789'));
  await written(log);
  log.append(Buffer.from('lost'));
  await written(log);
  expect(states.at(-1)).toMatchObject({ failure: expect.stringContaining('ENOSPC'), lostBytes: 4 });
  log.append(Buffer.from('lost too'));
  await written(log);
  now += 2_000;
  log.append(Buffer.from('kept'));
  await closed(log);
  expect(states.at(-1)).toMatchObject({ failure: null, lostBytes: 12 });
  expect(log.offset()).toBe(26);
  expect(await readAll()).toEqual({ text: '0123456789kept', gaps: [22], endOffset: 26 });
});

test('a folder that was removed stops the log, not the program', async () => {
  const log = openLog();
  rmSync(directory, { recursive: true });
  log.append(Buffer.from('into nothing'));
  await written(log);
  expect(states.at(-1)).toMatchObject({ failure: expect.stringContaining('ENOENT'), lostBytes: 12 });
  await closed(log);
  directory = mkdtempSync(join(tmpdir(), 'ao-log-'));
});
