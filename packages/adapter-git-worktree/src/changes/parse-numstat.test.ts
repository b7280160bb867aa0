import { expect, test } from 'vitest';
import { parseNumstat } from './parse-numstat.ts';

test('reads counts, binary files, and renames under their new name', () => {
  const records = ['3\t1\ta b\n.txt', '-\t-\tpic.png', '0\t2\t', 'old name', 'new\tname', '1\t0\tlast', ''];
  const bytes = records.join('\0');
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
