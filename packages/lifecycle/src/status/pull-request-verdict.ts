import type { DecidingPullRequest } from './pull-request-status.ts';
import type { StatusVerdict } from './status-verdict.ts';

const SAYS = {
  ci_failed: 'has failing checks',
  draft: 'is a draft',
  changes_requested: 'has changes requested or open review threads',
  mergeable: 'can be merged',
  approved: 'is approved',
  review_pending: 'waits for a review',
  pr_open: 'is open',
  merged: 'was merged',
} as const satisfies Record<DecidingPullRequest['status'], string>;

/** The status a pull request gives its session. */
export function pullRequestVerdict(deciding: DecidingPullRequest): StatusVerdict {
  const { pullRequest, status } = deciding;
  const conflict = pullRequest.mergeability === 'conflicting' && status !== 'merged' ? ', and it conflicts with its base' : '';
  const isForPerson = status === 'mergeable' || status === 'review_pending' || status === 'approved';
  return {
    status,
    rule: `pull_request_${status === 'pr_open' ? 'open' : status}`,
    text: `Pull request #${pullRequest.number} ${SAYS[status]}${conflict}.`,
    nextStep: isForPerson ? `See ${pullRequest.url}` : null,
  };
}
