import type { AoError, ReviewDecision, Timestamp } from '@ao/domain';
import type { ForgeAccount } from '../../forge/v1/forge-account.ts';

/** The last opinion of one reviewer. */
export interface ReviewOpinion {
  /** Null for an account that was deleted. */
  readonly author: ForgeAccount | null;
  readonly opinion: 'approved' | 'changes_requested' | 'dismissed';
  /** The commit it was given on; null when the host no longer says. */
  readonly commit: string | null;
  readonly url: string;
  readonly submittedAt: Timestamp | null;
}

/** What the reviewers say, taken together. */
export interface PullRequestReview {
  readonly decision: ReviewDecision;
  /** `rule`: the host decided by the rules of the base branch. `opinions`: there is no rule; the decision is read off the opinions. */
  readonly source: 'rule' | 'opinions';
  /** Newest opinion of each reviewer that has one; at most 20. */
  readonly opinions: readonly ReviewOpinion[];
}

/** One review thread, without its words. */
export interface ThreadNote {
  /** `<host>:<the host's id>`; stays for ever. */
  readonly id: string;
  readonly isOutdated: boolean;
  readonly path: string;
  readonly line: number | null;
}

/** The review threads of a pull request. */
export interface PullRequestThreads {
  /** Oldest first. */
  readonly unresolved: readonly ThreadNote[];
  readonly total: number;
  /** False when not all could be read; `error` says why. */
  readonly isComplete: boolean;
  readonly error: AoError | null;
  /**
   * Changes whenever a thread is new, answered, resolved or opened again, and at times without a cause: while it is the same, nothing of
   * {@link ScmV1.readThreads} has to be read again. Hosts keep no time on a thread, so there is none.
   */
  readonly marker: string;
}
