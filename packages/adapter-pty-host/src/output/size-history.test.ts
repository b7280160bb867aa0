import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinSizeMarks, type SizeMark, sizeAt } from './size-history.ts';

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
