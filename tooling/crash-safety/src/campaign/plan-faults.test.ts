import { expect, test } from 'vitest';
import { parsePoint } from '../preload/fault-order.ts';
import { planFaults } from './plan-faults.ts';

test.each([
  ['before git worktree add #1', ['kill', 'fail', 'fail_after', 'hang', 'late', 'hang_kill', 'late_kill']],
  ['after git worktree add #1', ['kill', 'kill_all']],
  ['ended git worktree add #1', ['kill']],
  ['after host #1', ['kill']],
  ['before commit sessions #1', ['kill', 'fail']],
  ['after commit sessions #1', ['kill']],
  ['before rename home/worktrees/.trash/* #1', ['kill', 'fail']],
])('%s can go wrong in the ways %j', (text, kinds) => {
  expect(planFaults([parsePoint(text)]).map(({ kind }) => kind)).toEqual(kinds);
});
