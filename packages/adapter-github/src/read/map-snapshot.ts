import type { PullRequestState, Timestamp } from '@ao/domain';
import type { MergeQueuePlace, PullRequestChecks, PullRequestSnapshot, PullRequestThreads } from '@ao/ports';
import { addressOf, forgeId } from '../address/forge-id.ts';
import { cappedLine } from '../text/capped-text.ts';
import { conflictOf, gateOf, mergeabilityOf } from './map-mergeability.ts';
import { mapReview } from './map-review.ts';
import { accountOf, timeOf, timeOrNull } from './map-times.ts';
import type { PullRequestNode } from './poll-schema.ts';

/** What was read about a pull request in several steps. */
export interface SnapshotReading {
  readonly host: string;
  readonly node: PullRequestNode;
  readonly checks: PullRequestChecks;
  readonly threads: PullRequestThreads;
  readonly observedAt: Timestamp;
}

/** The snapshot of a pull request. */
export function mapSnapshot({ host, node, checks, threads, observedAt }: SnapshotReading): PullRequestSnapshot {
  const review = mapReview(node);
  const state = stateOf(node);
  const conflict = conflictOf(node.mergeable);
  const gate = gateOf(node.mergeStateStatus);
  return {
    id: forgeId(host, node.id),
    repository: addressOf(host, node.repository.nameWithOwner) ?? { host, owner: '', name: node.repository.nameWithOwner },
    number: node.number,
    url: node.url,
    title: cappedLine(node.title),
    state,
    author: accountOf(node.author),
    sourceBranch: node.headRefName,
    sourceRepository: node.headRepository == null ? null : addressOf(host, node.headRepository.nameWithOwner),
    headCommit: node.headRefOid,
    targetBranch: node.baseRefName,
    targetCommit: node.baseRefOid,
    updatedAt: timeOf(node.updatedAt),
    conflict,
    gate,
    mergeability: mergeabilityOf({ state, conflict, gate, checks, review: review.decision }),
    checks,
    review,
    threads,
    queue: queueOf(node),
    mergeCommit: node.mergeCommit?.oid ?? null,
    mergedAt: timeOrNull(node.mergedAt),
    closedAt: timeOrNull(node.closedAt),
    observedAt,
  };
}

function stateOf(node: PullRequestNode): PullRequestState {
  if (node.state === 'MERGED') return 'merged';
  if (node.state === 'CLOSED') return 'closed';
  return node.isDraft ? 'draft' : 'open';
}

const QUEUE_STATES: Readonly<Record<string, MergeQueuePlace['state']>> = {
  QUEUED: 'waiting',
  AWAITING_CHECKS: 'checking',
  MERGEABLE: 'mergeable',
  UNMERGEABLE: 'unmergeable',
  LOCKED: 'locked',
};

function queueOf(node: PullRequestNode): PullRequestSnapshot['queue'] {
  if (node.isInMergeQueue == null) return 'unknown';
  const entry = node.mergeQueueEntry;
  if (entry == null) return node.isInMergeQueue ? 'unknown' : 'none';
  return { position: entry.position, state: QUEUE_STATES[entry.state] ?? 'unknown', enqueuedAt: timeOf(entry.enqueuedAt) };
}
