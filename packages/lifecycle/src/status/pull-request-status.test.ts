import { describe, expect, test } from 'vitest';
import { pullRequest, T0 } from '../__fixtures__/sample-session.ts';
import { decidingPullRequest, pullRequestStatus } from './pull-request-status.ts';

test.each([
  ['failing checks', { ci: 'failing', state: 'draft', review: 'changes_requested' }, 'ci_failed'],
  ['a draft, even with changes requested', { state: 'draft', review: 'changes_requested' }, 'draft'],
  ['changes requested', { review: 'changes_requested', mergeability: 'mergeable' }, 'changes_requested'],
  ['open threads', { unresolvedThreads: 1, review: 'approved' }, 'changes_requested'],
  ['mergeable, which beats approved', { mergeability: 'mergeable', review: 'approved' }, 'mergeable'],
  ['approved', { review: 'approved', mergeability: 'blocked' }, 'approved'],
  ['a review is required', { review: 'review_required' }, 'review_pending'],
  ['a conflict, which has no status of its own', { mergeability: 'conflicting' }, 'pr_open'],
  ['nothing in particular', {}, 'pr_open'],
] as const)('%s', (_name, facts, status) => {
  expect(pullRequestStatus(pullRequest(facts))).toBe(status);
});

describe('several pull requests', () => {
  const at = (number: number, facts: Parameters<typeof pullRequest>[0]) => pullRequest({ number, id: `github.com:${number}`, ...facts });
  const deciding = (...all: readonly ReturnType<typeof pullRequest>[]) => {
    const found = decidingPullRequest(all);
    return found === null ? null : [found.pullRequest.number, found.status];
  };

  test('the worst open one decides', () => {
    expect(deciding(at(1, { mergeability: 'mergeable' }), at(2, { review: 'review_required' }), at(3, { review: 'approved' }))).toEqual([
      2,
      'review_pending',
    ]);
  });

  test('of two that are equally bad the newer one decides', () => {
    expect(deciding(at(1, { updatedAt: T0 }), at(2, { updatedAt: T0 + 1 }))).toEqual([2, 'pr_open']);
  });

  test('an open one beats those that are merged or closed', () => {
    expect(deciding(at(1, { state: 'merged', updatedAt: T0 + 9 }), at(2, {}), at(3, { state: 'closed', ci: 'failing' }))).toEqual([
      2,
      'pr_open',
    ]);
  });

  test('without an open one the newest merged one decides, and a closed one never', () => {
    expect(deciding(at(1, { state: 'merged' }), at(2, { state: 'merged', updatedAt: T0 + 1 }), at(3, { state: 'closed' }))).toEqual([
      2,
      'merged',
    ]);
    expect(deciding(at(1, { state: 'closed' }))).toBeNull();
    expect(deciding()).toBeNull();
  });

  test('one stacked on another speaks only when it has something to say', () => {
    const below = at(1, { sourceBranch: 'a', mergeability: 'mergeable' });
    expect(deciding(below, at(2, { sourceBranch: 'b', targetBranch: 'a', review: 'review_required' }))).toEqual([1, 'mergeable']);
    expect(deciding(below, at(2, { sourceBranch: 'b', targetBranch: 'a', ci: 'failing' }))).toEqual([2, 'ci_failed']);
  });

  test('stacked in a circle they all count', () => {
    const one = at(1, { sourceBranch: 'a', targetBranch: 'b' });
    expect(deciding(one, at(2, { sourceBranch: 'b', targetBranch: 'a', review: 'approved' }))).toEqual([1, 'pr_open']);
  });
});
