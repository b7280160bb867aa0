import { expect, test } from 'vitest';
import { terminalSize } from './terminal-size.ts';

test.each([
  [
    { columns: 0, rows: 0 },
    { columns: 80, rows: 24 },
  ],
  [{}, { columns: 80, rows: 24 }],
  [
    { columns: 4000, rows: 2000 },
    { columns: 1000, rows: 1000 },
  ],
  [
    { columns: 132, rows: 43 },
    { columns: 132, rows: 43 },
  ],
])('attach does not hang on a terminal that says it has the size %j', (told, asked) => {
  expect(terminalSize(told)).toEqual(asked);
});
