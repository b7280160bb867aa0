import { expect, test } from 'vitest';
import { parseNumstat } from './parse-numstat.ts';

test('reads counts, binary files, and renames under their new name', () => {
  const bytes = '3\t1\ta b\n.txt\0-\t-\tpic.png\0' + '0\t2\t\0old name\0new\tname\0' + '1\t0\tlast\0';
  expect(parseNumstat(bytes)).toEqual([
    { path: 'a b\n.txt', added: 3, deleted: 1 },
    { path: 'pic.png', added: 0, deleted: 0 },
    { path: 'new\tname', added: 0, deleted: 2 },
    { path: 'last', added: 1, deleted: 0 },
  ]);
});

test('reads nothing from nothing', () => {
  expect(parseNumstat('')).toEqual([]);
});
