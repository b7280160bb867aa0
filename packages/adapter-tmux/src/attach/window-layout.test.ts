import { expect, test } from 'vitest';
import { paneSizeIn } from './window-layout.ts';

test.each([
  ['one pane', '@1 edde,30x5,0,0,1 edde,30x5,0,0,1 *', '%1', { columns: 30, rows: 5 }],
  ['one of two beside each other', '@1 d5a3,80x24,0,0{40x24,0,0,3,39x24,41,0,14} x *', '%14', { columns: 39, rows: 24 }],
  ['one of two, the other number begins the same', '@1 d5a3,80x24,0,0{40x24,0,0,14,39x23,41,0,1} x *', '%1', { columns: 39, rows: 23 }],
  ['one of a nested layout', '@1 a,80x24,0,0[80x12,0,0,1,80x11,0,13{40x11,0,13,2,39x11,41,13,3}] x', '%3', { columns: 39, rows: 11 }],
  ['another window', '@2 edde,30x5,0,0,2 edde,30x5,0,0,2 *', '%1', null],
  ['nothing', '', '%1', null],
])('%s', (_what, text, paneId, size) => {
  expect(paneSizeIn(text, paneId)).toEqual(size);
});
