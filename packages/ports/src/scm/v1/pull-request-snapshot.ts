import type { Mergeability, PullRequestState, Timestamp } from '@ao/domain';
import type { ForgeAccount } from '../../forge/v1/forge-account.ts';
import type { RepositoryAddress } from '../../forge/v1/repository-address.ts';
import type { PullRequestChecks } from './pull-request-checks.ts';
import type { PullRequestReview, PullRequestThreads } from './pull-request-review.ts';

/** A pull request as a person would name it, for calls that need its place. */
export interface PullRequestPlace {
  readonly repository: RepositoryAddress;
  readonly number: number;
}

/** A pull request as listings show it: enough to say whose it is. */
export interface PullRequestSighting extends PullRequestPlace {
  /** `<host>:<the host's immutable id>`, see `PullRequestFacts.id`. It survives renames and moves of the repository. */
  readonly id: string;
  readonly url: string;
  /** At most 300 characters. A stranger's text. */
  readonly title: string;
  readonly state: PullRequestState;
  /** Null for an account that was deleted. */
  readonly author: ForgeAccount | null;
  readonly sourceBranch: string;
  /** Where the source branch lies; null when that repository (a fork) was deleted. */
  readonly sourceRepository: RepositoryAddress | null;
  readonly headCommit: string;
  readonly targetBranch: string;
  readonly updatedAt: Timestamp;
}

/** Whether source and target can be joined without conflict. `unknown`: the host has not worked it out yet. */
export type MergeConflictState = 'mergeable' | 'conflicting' | 'unknown';

/** What the host says stands between a pull request and its merge. `unknown` also for words this version does not know. */
export type MergeGate = 'clean' | 'behind' | 'blocked' | 'conflicting' | 'draft' | 'hooks' | 'unstable' | 'unknown';

/** Place in the queue of the target branch. */
export interface MergeQueuePlace {
  /** Counted from 1. */
  readonly position: number;
  readonly state: 'waiting' | 'checking' | 'mergeable' | 'unmergeable' | 'locked' | 'unknown';
  readonly enqueuedAt: Timestamp;
}

/** Everything a poll tells about one pull request. */
export interface PullRequestSnapshot extends PullRequestSighting {
  readonly targetCommit: string;
  readonly conflict: MergeConflictState;
  readonly gate: MergeGate;
  /**
   * The two above, state, checks and review in one word: `conflicting` first; then `blocked` (draft, gate blocked, failing checks that
   * are not known to be optional, changes requested, review required); `unstable`; `mergeable` only when nothing is left; else `unknown`.
   */
  readonly mergeability: Mergeability;
  readonly checks: PullRequestChecks;
  readonly review: PullRequestReview;
  readonly threads: PullRequestThreads;
  /** `none`: not queued. `unknown`: this host does not tell. */
  readonly queue: MergeQueuePlace | 'none' | 'unknown';
  /** The commit it became; null unless merged. */
  readonly mergeCommit: string | null;
  readonly mergedAt: Timestamp | null;
  readonly closedAt: Timestamp | null;
  /** When it was read. */
  readonly observedAt: Timestamp;
}
