import type { PullRequestState, SessionId, Timestamp } from '@ao/domain';
import type { RepositoryAddress } from '@ao/ports';

/**
 * Whether a pull request's head commit was made in a session's worktree.
 *
 * - `yes`: the session's branch has, or had, the commit (its history or its reflog)
 * - `no`: the project's repository does not know the commit, or only from a fetch: somebody else pushed it
 * - `unknown`: nobody has looked yet, or it could not be found out
 */
export type CommitEvidence = 'yes' | 'no' | 'unknown';

/** A session as far as it matters for whose a pull request is. */
export interface AttributionCandidate {
  readonly sessionId: SessionId;
  /** The repository the project's pull requests point at. */
  readonly repository: RepositoryAddress;
  /** Where the session pushes: the same repository, or a fork. */
  readonly pushRepository: RepositoryAddress;
  /** The branch of its worktree; null until it has one. */
  readonly branch: string | null;
  readonly createdAt: Timestamp;
  readonly commits: CommitEvidence;
}

/** What is already stored about a pull request's session. */
export interface KnownAttribution {
  readonly sessionId: SessionId;
  /** `claimed`: a person gave it to the session, and only a person takes it away. `found`: it was attributed by the rules. */
  readonly by: 'claimed' | 'found';
}

/** A pull request of some session, for rules about several of them. */
export interface PlacedPullRequest {
  readonly id: string;
  readonly sessionId: SessionId;
  readonly state: PullRequestState;
  readonly repository: RepositoryAddress;
  /** Null when the source repository was deleted. */
  readonly sourceRepository: RepositoryAddress | null;
  readonly sourceBranch: string;
  readonly targetBranch: string;
  readonly updatedAt: Timestamp;
}
