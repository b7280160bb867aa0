import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSizeMarks, sizeAt } from '../output/size-history.ts';
import { createResizeRecord } from './resize-record.ts';

let directory = '';
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'ao-sizes-'))));
afterEach(() => rmSync(directory, { recursive: true }));

test('sizes are read back as they were written', async () => {
  const record = createResizeRecord(directory, () => 0);
  record.add(0, 80, 24);
  record.add(10, 100, 30);
  record.add(10, 90, 20);
  const marks = await readSizeMarks(directory);
  expect(marks).toEqual([
    { offset: 0, size: { columns: 80, rows: 24 } },
    { offset: 10, size: { columns: 100, rows: 30 } },
    { offset: 10, size: { columns: 90, rows: 20 } },
  ]);
  expect([0, 9, 10, 99].map((offset) => sizeAt(marks, offset)?.columns)).toEqual([80, 80, 90, 90]);
});

test('the file stays small, and keeps what the log can still need', async () => {
  const record = createResizeRecord(directory, () => 3000);
  for (let offset = 0; offset <= 5000; offset += 1) record.add(offset, 80 + (offset % 50), 24);
  const marks = await readSizeMarks(directory);
  expect(readFileSync(join(directory, 'resizes'), 'utf8').length).toBeLessThan(64 * 1024);
  expect(marks[0]?.offset).toBeLessThanOrEqual(3000);
  expect(marks.at(-1)?.offset).toBe(5000);
});
