import { expect, test } from 'vitest';
import { parsePoint, pointText } from './fault-order.ts';

test.each(['before git worktree add #1', 'after commit operation_steps, operations #12', 'ended git rev-parse #2'])(
  'the point "%s" is read as it was written',
  (text) => {
    expect(pointText(parsePoint(text))).toBe(text);
  },
);

test.each(['', 'git worktree add #1', 'before git', 'during git #1'])('"%s" is no point', (text) => {
  expect(() => parsePoint(text)).toThrow('is no point');
});
