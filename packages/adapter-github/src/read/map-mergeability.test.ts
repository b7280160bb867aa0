import type { PullRequestCheck, PullRequestChecks } from '@ao/ports';
import { expect, test } from 'vitest';
import { conflictOf, gateOf, type MergeabilityFacts, mergeabilityOf } from './map-mergeability.ts';

const checks = (state: PullRequestChecks['state'], isRequired: boolean | null = null): PullRequestChecks => ({
  commit: 'a',
  isForHead: true,
  state,
  isSettled: true,
  items: [{ state: state === 'failing' ? 'failed' : 'passed', isRequired } as PullRequestCheck],
  total: 1,
  isComplete: true,
  error: null,
});
const READY: MergeabilityFacts = { state: 'open', conflict: 'mergeable', gate: 'clean', checks: checks('passing'), review: 'approved' };

test.each<[string, Partial<MergeabilityFacts>, string]>([
  ['nothing stands before it', {}, 'mergeable'],
  ['no rule asks for a review', { review: 'none' }, 'mergeable'],
  ['the host runs hooks first', { gate: 'hooks' }, 'mergeable'],
  ['it conflicts, whatever else', { conflict: 'conflicting', state: 'draft', gate: 'blocked' }, 'conflicting'],
  ['the gate knows of a conflict first', { conflict: 'unknown', gate: 'conflicting' }, 'conflicting'],
  ['it is a draft', { state: 'draft' }, 'blocked'],
  ['rules block it', { gate: 'blocked' }, 'blocked'],
  ['a check fails that may be required', { checks: checks('failing') }, 'blocked'],
  ['a required check fails', { checks: checks('failing', true) }, 'blocked'],
  ['an optional check fails', { checks: checks('failing', false), gate: 'unstable' }, 'unstable'],
  ['changes are wanted', { review: 'changes_requested' }, 'blocked'],
  ['a review is missing', { review: 'review_required' }, 'blocked'],
  ['it is behind its base', { gate: 'behind' }, 'unknown'],
  ['the host has not worked it out', { conflict: 'unknown', gate: 'unknown' }, 'unknown'],
  ['it is merged', { state: 'merged', conflict: 'conflicting' }, 'unknown'],
  ['it is closed', { state: 'closed' }, 'unknown'],
])('when %s', (_, facts, expected) => {
  expect(mergeabilityOf({ ...READY, ...facts })).toBe(expected);
});

test("GitHub's words are known, others are unknown", () => {
  expect(['MERGEABLE', 'CONFLICTING', 'UNKNOWN', 'NEW_WORD', ''].map(conflictOf)).toEqual([
    'mergeable',
    'conflicting',
    'unknown',
    'unknown',
    'unknown',
  ]);
  expect(['CLEAN', 'BEHIND', 'BLOCKED', 'DIRTY', 'DRAFT', 'HAS_HOOKS', 'UNSTABLE', 'UNKNOWN', 'NEW_WORD'].map(gateOf)).toEqual([
    'clean',
    'behind',
    'blocked',
    'conflicting',
    'draft',
    'hooks',
    'unstable',
    'unknown',
    'unknown',
  ]);
});
