import type { SessionId } from '../ids/session-id.ts';
import type { Timestamp } from '../time/timestamp.ts';
import type { PullRequestNote } from './pull-request-note.ts';

/** The stored state of a pull request; merged wins over closed, closed over draft, draft over open. */
export const PULL_REQUEST_STATES = ['draft', 'open', 'merged', 'closed'] as const;
/** One of {@link PULL_REQUEST_STATES}. */
export type PullRequestState = (typeof PULL_REQUEST_STATES)[number];

/** The checks of the head commit taken together. */
export const CI_STATES = ['unknown', 'pending', 'passing', 'failing'] as const;
/** One of {@link CI_STATES}. */
export type CiState = (typeof CI_STATES)[number];

/** The decision of the reviewers. */
export const REVIEW_DECISIONS = ['none', 'approved', 'changes_requested', 'review_required'] as const;
/** One of {@link REVIEW_DECISIONS}. */
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** Whether the pull request could be merged now. */
export const MERGEABILITIES = ['unknown', 'mergeable', 'conflicting', 'blocked', 'unstable'] as const;
/** One of {@link MERGEABILITIES}. */
export type Mergeability = (typeof MERGEABILITIES)[number];

/** What is known about one pull request of a session. The provider's own id identifies it; names and numbers may change. */
export interface PullRequestFacts {
  /** `<provider host>:<provider's immutable id>`. */
  readonly id: string;
  readonly sessionId: SessionId;
  readonly url: string;
  readonly number: number;
  readonly title: string;
  readonly state: PullRequestState;
  readonly ci: CiState;
  readonly review: ReviewDecision;
  readonly mergeability: Mergeability;
  /** Review threads of people that are not resolved. */
  readonly unresolvedThreads: number;
  readonly sourceBranch: string;
  readonly targetBranch: string;
  readonly headCommit: string;
  /** What was told about it and whose turn it is; null when there is nothing to say. */
  readonly note: PullRequestNote | null;
  /** When the provider last changed it. */
  readonly updatedAt: Timestamp;
  /** When we last looked. */
  readonly observedAt: Timestamp;
}
