import type { HostState } from '../state/host-state.ts';
import type { PullRequestRecord, ReviewRecord } from '../state/pull-request-record.ts';
import { rollupView } from './check-views.ts';
import { actorView, isoTime, isoTimeOrNull, repositoryView } from './common-views.ts';
import { connection, type ConnectionArguments } from './connection.ts';
import { notAccessible } from './graphql-failure.ts';
import { threadView } from './thread-view.ts';

/** A pull request for one token. */
export function pullRequestView(state: HostState, pullRequest: PullRequestRecord, token: string): unknown {
  const { repository } = pullRequest;
  const url = `http://${state.host}/${repository.owner}/${repository.name}/pull/${pullRequest.number}`;
  const opinions = latestOpinions(pullRequest.reviews);
  const mayReadChecks = !repository.readOnlyFor.includes(token);
  return {
    __typename: 'PullRequest',
    id: pullRequest.nodeId,
    number: pullRequest.number,
    url,
    title: pullRequest.title,
    state: pullRequest.state,
    isDraft: pullRequest.isDraft,
    closed: pullRequest.state !== 'OPEN',
    merged: pullRequest.state === 'MERGED',
    mergedAt: isoTimeOrNull(pullRequest.mergedAt),
    closedAt: isoTimeOrNull(pullRequest.closedAt),
    updatedAt: isoTime(pullRequest.updatedAt),
    headRefName: pullRequest.branch,
    headRefOid: pullRequest.headCommit,
    baseRefName: pullRequest.base,
    baseRefOid: pullRequest.baseCommit,
    isCrossRepository: pullRequest.sourceRepository !== repository,
    repository: repositoryView(state.host, repository),
    headRepository: repositoryView(state.host, pullRequest.sourceRepository),
    author: actorView(pullRequest.author),
    mergeable: pullRequest.conflict,
    mergeStateStatus: mergeState(pullRequest),
    reviewDecision: reviewDecision(pullRequest, opinions),
    mergeCommit: pullRequest.mergeCommit === null ? null : { oid: pullRequest.mergeCommit },
    totalCommentsCount: pullRequest.threads.reduce((sum, thread) => sum + thread.comments.length, 0),
    isInMergeQueue: pullRequest.queuePosition !== null,
    mergeQueueEntry:
      pullRequest.queuePosition === null
        ? null
        : { position: pullRequest.queuePosition, state: 'QUEUED', enqueuedAt: isoTime(pullRequest.updatedAt) },
    baseRef: {
      refUpdateRule: repository.requiredChecks === null ? null : { requiredStatusCheckContexts: repository.requiredChecks },
      rules: (args: ConnectionArguments) => connection(ruleSets(repository.ruleSetChecks), args, (rule) => rule),
    },
    latestOpinionatedReviews: (args: ConnectionArguments) => connection(opinions, args, (review) => reviewView(url, review)),
    reviewThreads: (args: ConnectionArguments) => connection(pullRequest.threads, args, (thread) => threadView(state, thread)),
    commits: (args: ConnectionArguments) =>
      connection([pullRequest.rollupCommit ?? pullRequest.headCommit], args, (oid) => ({
        commit: {
          oid,
          statusCheckRollup: () => {
            if (!mayReadChecks) throw notAccessible();
            return rollupView(state, pullRequest);
          },
        },
      })),
  };
}

/** Two rules: one without parameters, as there are many, and one that waits for checks. */
function ruleSets(checks: readonly string[]): readonly unknown[] {
  if (checks.length === 0) return [];
  const requiredStatusChecks = checks.map((context) => ({ context, integrationId: null }));
  return [{ parameters: null }, { parameters: { __typename: 'RequiredStatusChecksParameters', requiredStatusChecks } }];
}

function reviewView(url: string, review: ReviewRecord): unknown {
  return {
    id: review.nodeId,
    state: review.state,
    submittedAt: isoTime(review.submittedAt),
    url: `${url}#pullrequestreview-${review.nodeId}`,
    author: actorView(review.author),
    commit: { oid: review.commit },
  };
}

/** Of each reviewer the last review that is more than a comment. */
function latestOpinions(reviews: readonly ReviewRecord[]): readonly ReviewRecord[] {
  const latest = new Map<string, ReviewRecord>();
  for (const review of reviews) if (review.state !== 'COMMENTED') latest.set(review.author?.login ?? '', review);
  return [...latest.values()];
}

function reviewDecision(pullRequest: PullRequestRecord, opinions: readonly ReviewRecord[]): string | null {
  if (!pullRequest.repository.requiresReview) return null;
  if (opinions.some((review) => review.state === 'CHANGES_REQUESTED')) return 'CHANGES_REQUESTED';
  return opinions.some((review) => review.state === 'APPROVED') ? 'APPROVED' : 'REVIEW_REQUIRED';
}

function mergeState(pullRequest: PullRequestRecord): string {
  if (pullRequest.conflict === 'UNKNOWN') return 'UNKNOWN';
  if (pullRequest.conflict === 'CONFLICTING') return 'DIRTY';
  if (pullRequest.isDraft) return 'DRAFT';
  return blockers(pullRequest).length > 0 ? 'BLOCKED' : 'CLEAN';
}

/** Why GitHub would not merge it now. */
export function blockers(pullRequest: PullRequestRecord): readonly string[] {
  const { repository, headCommit } = pullRequest;
  const passed = new Set(
    pullRequest.checks
      .filter((check) => check.commit === headCommit && (check.kind === 'run' ? check.conclusion : check.state) === 'SUCCESS')
      .map((check) => (check.kind === 'run' ? check.name : check.context)),
  );
  const missing = [...(repository.requiredChecks ?? []), ...repository.ruleSetChecks].filter((name) => !passed.has(name));
  const decision = reviewDecision(pullRequest, latestOpinions(pullRequest.reviews));
  return [
    ...missing.map((name) => `Required status check "${name}" is expected.`),
    ...(decision === null || decision === 'APPROVED' ? [] : ['At least 1 approving review is required by reviewers with write access.']),
  ];
}
