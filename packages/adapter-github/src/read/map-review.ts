import type { ReviewDecision } from '@ao/domain';
import type { PullRequestReview, ReviewOpinion } from '@ao/ports';
import { accountOf, timeOrNull } from './map-times.ts';
import type { PullRequestNode } from './poll-schema.ts';

const DECISIONS: Readonly<Record<string, ReviewDecision>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes_requested',
  REVIEW_REQUIRED: 'review_required',
};

const OPINIONS: Readonly<Record<string, ReviewOpinion['opinion']>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes_requested',
  DISMISSED: 'dismissed',
};

/** What the reviewers say. Where no rule asks for a review the host decides nothing; then one wish for changes outweighs every approval. */
export function mapReview(node: PullRequestNode): PullRequestReview {
  const opinions = (node.latestOpinionatedReviews?.nodes ?? []).flatMap((review): readonly ReviewOpinion[] => {
    const opinion = OPINIONS[review?.state ?? ''];
    if (review === null || opinion === undefined) return [];
    const { author, commit, url, submittedAt } = review;
    return [{ author: accountOf(author), opinion, commit: commit?.oid ?? null, url, submittedAt: timeOrNull(submittedAt) }];
  });
  const ruled = DECISIONS[node.reviewDecision ?? ''];
  if (ruled !== undefined) return { decision: ruled, source: 'rule', opinions };
  const has = (wanted: ReviewOpinion['opinion']): boolean => opinions.some(({ opinion }) => opinion === wanted);
  const decision = has('changes_requested') ? 'changes_requested' : has('approved') ? 'approved' : 'none';
  return { decision, source: 'opinions', opinions };
}
