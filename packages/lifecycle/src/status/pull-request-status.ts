import type { PullRequestFacts, SessionStatus } from '@ao/domain';

/** What one open pull request can make of a session's status. */
export type PullRequestStatus = Extract<
  SessionStatus,
  'ci_failed' | 'draft' | 'changes_requested' | 'mergeable' | 'approved' | 'review_pending' | 'pr_open'
>;

/** Worst first: with several pull requests the session shows the worst. */
const WORST_FIRST: readonly PullRequestStatus[] = [
  'ci_failed',
  'changes_requested',
  'draft',
  'review_pending',
  'pr_open',
  'approved',
  'mergeable',
];
/** What a pull request that waits for another one below it still has to say. */
const WORTH_SAYING_WHEN_STACKED: ReadonlySet<PullRequestStatus> = new Set<PullRequestStatus>(['ci_failed', 'draft', 'changes_requested']);

/** The pull request that decides a session's status, and what it makes of it. */
export interface DecidingPullRequest {
  readonly pullRequest: PullRequestFacts;
  readonly status: PullRequestStatus | 'merged';
}

/**
 * Finds the pull request that decides: the worst open one, or, when none is open, the newest merged one. A closed one says nothing.
 * One that is stacked on another open one of the same session only counts when it says something by itself.
 */
export function decidingPullRequest(pullRequests: readonly PullRequestFacts[]): DecidingPullRequest | null {
  const open = pullRequests.filter(isOpen);
  if (open.length === 0) return newestMerged(pullRequests);
  const judged = open.map((pullRequest) => ({ pullRequest, status: pullRequestStatus(pullRequest) }));
  const sources = new Set(open.map((pullRequest) => pullRequest.sourceBranch));
  const speaking = judged.filter(
    ({ pullRequest, status }) => !sources.has(pullRequest.targetBranch) || WORTH_SAYING_WHEN_STACKED.has(status),
  );
  const candidates = speaking.length === 0 ? judged : speaking;
  return (
    candidates.toSorted(
      (one, other) => rank(one.status) - rank(other.status) || other.pullRequest.updatedAt - one.pullRequest.updatedAt,
    )[0] ?? null
  );
}

/** The newest merged pull request, if any was merged. */
export function newestMerged(pullRequests: readonly PullRequestFacts[]): DecidingPullRequest | null {
  const merged = pullRequests.filter(({ state }) => state === 'merged').toSorted((one, other) => other.updatedAt - one.updatedAt)[0];
  return merged === undefined ? null : { pullRequest: merged, status: 'merged' };
}

/** What one open pull request says; the first rule that matches. */
export function pullRequestStatus(pullRequest: PullRequestFacts): PullRequestStatus {
  if (pullRequest.ci === 'failing') return 'ci_failed';
  if (pullRequest.state === 'draft') return 'draft';
  if (pullRequest.review === 'changes_requested' || pullRequest.unresolvedThreads > 0) return 'changes_requested';
  if (pullRequest.mergeability === 'mergeable') return 'mergeable';
  if (pullRequest.review === 'approved') return 'approved';
  return pullRequest.review === 'review_required' ? 'review_pending' : 'pr_open';
}

function isOpen(pullRequest: PullRequestFacts): boolean {
  return pullRequest.state === 'open' || pullRequest.state === 'draft';
}

function rank(status: PullRequestStatus): number {
  return WORST_FIRST.indexOf(status);
}
