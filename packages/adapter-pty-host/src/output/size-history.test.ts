import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { joinSizeMarks, readSizeMarks, type SizeMark, sizeAt } from './size-history.ts';

const marks: fc.Arbitrary<SizeMark[]> = fc
  .array(fc.record({ offset: fc.nat(20), columns: fc.integer({ min: 1, max: 3 }) }), { maxLength: 12 })
  .map((list) => list.toSorted((a, b) => a.offset - b.offset).map(({ offset, columns }) => ({ offset, size: { columns, rows: 1 } })));

/** As they come about: a size that does not change is no mark. */
const changing = marks.map((list) => list.filter((mark, index) => mark.size.columns !== list[index - 1]?.size.columns));

test('what was stored and what was heard become one history, wherever the two overlap', () => {
  fc.assert(
    fc.property(changing, fc.nat(12), fc.nat(12), (all, stored, heard) => {
      const storedEnd = Math.min(stored, all.length);
      // Everything after the stored part was heard, and maybe some of the stored part too.
      const heardBegin = Math.max(0, Math.min(heard, storedEnd));
      const joined = joinSizeMarks(all.slice(0, storedEnd), all.slice(heardBegin));
      expect(joined.at(-1)).toEqual(all.at(-1));
      expect(joined.length).toBeGreaterThanOrEqual(all.length === 0 ? 0 : all.length - (storedEnd - heardBegin));
      for (let offset = 0; offset < 21; offset += 1) expect(sizeAt(joined, offset)).toEqual(sizeAt(all, offset));
    }),
  );
});

test('before the first mark the terminal had its first size; without marks it has none', () => {
  expect(sizeAt([{ offset: 5, size: { columns: 9, rows: 9 } }], 0)).toEqual({ columns: 9, rows: 9 });
  expect(sizeAt([], 0)).toBeNull();
});

test.each([
  ['was cut off by a full disk and went on with the next', '5 80999 100 30\n', 'no terminal has that many columns'],
  ['lost its end, and the next was written behind it', '0 80 24\n12345 8090000 100 30\n', 'four numbers are no size'],
  ['is no number', '0 80 24\nx 100 30\n', 'it belongs nowhere'],
  ['is empty or only zero bytes', '0 80 24\n\n\0\0\0\0', 'nothing is in it'],
])('a line that %s is passed over', async (_, text) => {
  const directory = await mkdtemp(join(tmpdir(), 'ao-sizes-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  await writeFile(join(directory, 'resizes'), text);
  const known = await readSizeMarks(directory);
  expect(known).toEqual(text.startsWith('0 80 24') ? [{ offset: 0, size: { columns: 80, rows: 24 } }] : []);
});

test('what was written is read as it is', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'ao-sizes-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  await writeFile(join(directory, 'resizes'), '0 1 1\n281474976710655 1000 1000\n');
  expect(await readSizeMarks(directory)).toEqual([
    { offset: 0, size: { columns: 1, rows: 1 } },
    { offset: 281_474_976_710_655, size: { columns: 1_000, rows: 1_000 } },
  ]);
  expect(await readSizeMarks(join(directory, 'missing'))).toEqual([]);
});
