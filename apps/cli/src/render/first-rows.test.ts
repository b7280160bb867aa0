import { expect, test } from 'vitest';
import { firstRows } from './first-rows.ts';

const TABLE = 'SESSION\none\ntwo\nthree\nfour\n4 running.';

test.each([
  [10, TABLE],
  [6, TABLE],
  [5, 'SESSION\none\ntwo\n… 2 more\n4 running.'],
  [3, 'SESSION\n… 4 more\n4 running.'],
  [2, 'SESSION\none'],
  [0, 'SESSION'],
])('on %i rows the summary stays and the rest is counted', (rows, expected) => {
  expect(firstRows(TABLE, rows)).toBe(expected);
});
