import { appendFileSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock } from '@ao/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { segmentName } from '../files/launch-files.ts';
import { createLogReader, type LogReader } from './log-reader.ts';

let directory = '';
let reader: LogReader;
const clock = createFakeClock();

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ao-reader-'));
  reader = createLogReader(directory, clock);
});
afterEach(async () => {
  await clock.advance(10_000);
  rmSync(directory, { recursive: true });
});

const segment = (offset: number) => join(directory, segmentName(offset));
const read = async (offset: number, maxBytes = 100) => {
  const slice = await reader.read(offset, maxBytes);
  return [Buffer.from(slice.bytes).toString(), slice.offset];
};
const openHere = async () => {
  const names = await readdir('/proc/self/fd');
  const targets = await Promise.all(names.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')));
  return targets.filter((target) => target.startsWith(directory)).length;
};

test('reads across segments, one piece at a time, and no further than there is', async () => {
  writeFileSync(segment(0), 'abcd');
  writeFileSync(segment(4), 'efgh');
  expect(await read(0)).toEqual(['abcd', 0]);
  expect(await read(2, 1)).toEqual(['c', 2]);
  expect(await read(4)).toEqual(['efgh', 4]);
  expect(await read(8)).toEqual(['', 8]);
  expect(await read(99)).toEqual(['', 99]);
  expect(await read(0, 0)).toEqual(['', 0]);
  expect(await reader.extent()).toEqual({ oldestOffset: 0, endOffset: 8 });
});

test('sees what is added later, in the same segment and in new ones', async () => {
  writeFileSync(segment(0), 'ab');
  expect(await read(2)).toEqual(['', 2]);
  appendFileSync(segment(0), 'cd');
  expect(await read(2)).toEqual(['cd', 2]);
  writeFileSync(segment(4), 'ef');
  expect(await read(4)).toEqual(['ef', 4]);
});

test('begins behind what was dropped or never stored', async () => {
  writeFileSync(segment(10), 'abc');
  writeFileSync(segment(20), 'xyz');
  expect(await read(3)).toEqual(['abc', 10]);
  expect(await read(13)).toEqual(['xyz', 20]);
  expect(await read(15)).toEqual(['xyz', 20]);
});

test('a segment that is dropped between looking and reading is no failure', async () => {
  writeFileSync(segment(0), 'abc');
  writeFileSync(segment(3), 'def');
  expect(await read(3)).toEqual(['def', 3]);
  unlinkSync(segment(0));
  expect(await read(0)).toEqual(['def', 3]);
});

test('a folder that is not there is an empty log', async () => {
  const nothing = createLogReader(join(directory, 'missing'), clock);
  expect((await nothing.read(0, 10)).bytes).toHaveLength(0);
  expect(await nothing.extent()).toEqual({ oldestOffset: 0, endOffset: 0 });
});

test('files are let go of when nobody has read for a second', async () => {
  writeFileSync(segment(0), 'abc');
  await read(0);
  await read(1);
  expect(await openHere()).toBe(1);
  await clock.advance(1_100);
  await expect.poll(openHere).toBe(0);
  expect(await read(1)).toEqual(['bc', 1]);
});
