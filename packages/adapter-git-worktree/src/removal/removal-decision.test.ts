import { expect, test } from 'vitest';
import type { WorktreeContent } from '../status/worktree-inspection.ts';
import { decideRemoval, type RemovalFacts } from './removal-decision.ts';

function facts(
  changes: Partial<Omit<RemovalFacts, 'content'>> = {},
  content: Partial<WorktreeContent> = {},
  status: Partial<WorktreeContent['status']> = {},
): RemovalFacts {
  const noStatus = { tracked: [], unmerged: [], untracked: [], ignored: [], fingerprintText: '' };
  const noContent = { present: [], absent: [], untracked: [], repositories: [], dirty: [], fingerprint: '' };
  const noFacts = { obstacle: null, looseCommits: 0, unpushedCommits: 0, stashes: 0 };
  const head = { headCommit: 'abc', headBranch: 'ao/shop-1/work' };
  return { ...noFacts, ...changes, content: { status: { ...head, ...noStatus, ...status }, ...noContent, ...content } };
}

test.each([
  ['nothing special', facts(), 'remove', 'clean'],
  ['an obstacle comes before all', facts({ obstacle: 'a rebase is in progress' }, { dirty: ['x'] }), 'keep', 'a rebase is in progress'],
  ['conflicts', facts({}, {}, { unmerged: ['a', 'b'] }), 'keep', '2 files with merge conflicts'],
  ['a nested repository', facts({}, { repositories: ['n/'], dirty: ['n/'] }), 'keep', 'n/ is another repository, which cannot be saved'],
  ['one file', facts({}, { dirty: ['x'] }), 'save', '1 uncommitted file'],
  ['files and loose commits', facts({ looseCommits: 2 }, { dirty: ['x', 'y'] }), 'save', '2 uncommitted files and 2 commits on no branch'],
  ['unpushed commits are safe', facts({ unpushedCommits: 1 }), 'remove', 'clean; 1 commit not pushed, safe on ao/shop-1/work'],
  ['stashes', facts({ stashes: 2 }), 'remove', 'clean; 2 stashes kept in the repository'],
  ['few ignored', facts({}, {}, { ignored: ['.env'] }), 'remove', 'clean; ignored files are not saved: .env'],
  [
    'many ignored',
    facts({}, {}, { ignored: ['a', 'b', 'c', 'd', 'e'] }),
    'remove',
    'clean; ignored files are not saved: a, b, c and 2 more',
  ],
] as const)('%s', (_name, given, action, reason) => {
  expect(decideRemoval(given)).toEqual({ action, reason });
});
