import type { SessionId, SessionKind, SessionPhase } from '@ao/domain';
import type { PullRequestSighting, RepositoryAddress } from '@ao/ports';
import { isOpenPullRequest } from './pull-request-stack.ts';
import { isSameRepository } from './same-repository.ts';

/** A wish of a person to give a pull request to a session. */
export interface ClaimQuestion {
  readonly pullRequest: PullRequestSighting;
  readonly session: {
    readonly id: SessionId;
    readonly kind: SessionKind;
    readonly phase: SessionPhase;
    readonly hasWorktree: boolean;
    readonly branch: string | null;
    /** The repository of its project; null when its `origin` lies on no known host. */
    readonly repository: RepositoryAddress | null;
  };
  /** Whose it is now; null when nobody's. */
  readonly owner: { readonly sessionId: SessionId; readonly phase: SessionPhase } | null;
  readonly mayTakeOver: boolean;
}

/** Why a claim is not done. */
export type ClaimRefusal =
  | 'session_ended'
  | 'session_is_orchestrator'
  | 'no_worktree'
  | 'other_repository'
  | 'not_open'
  | 'owned_by_live_session';

/**
 * What a claim comes to.
 *
 * - `claimed`: do it; `takenFrom` is the session that loses it. With `branchDiffers` the worktree is on another branch than the pull
 *   request: nothing is checked out, so tell the person
 * - `already`: it is this session's; a claim makes it one that only a person takes away
 * - `refused`: nothing is changed; `owner` names who has it, for `owned_by_live_session`
 */
export type ClaimVerdict =
  | { readonly outcome: 'claimed'; readonly takenFrom: SessionId | null; readonly branchDiffers: boolean }
  | { readonly outcome: 'already' }
  | { readonly outcome: 'refused'; readonly reason: ClaimRefusal; readonly owner: SessionId | null };

/** Judges a claim; the first rule that refuses is told. An ended owner never stands in the way, nor does the author of the pull request. */
export function judgeClaim(question: ClaimQuestion): ClaimVerdict {
  const { pullRequest, session, owner, mayTakeOver } = question;
  const refused = (reason: ClaimRefusal, of: SessionId | null = null): ClaimVerdict => ({ outcome: 'refused', reason, owner: of });
  if (session.phase === 'ended' || session.phase === 'stopping') return refused('session_ended');
  if (session.kind === 'orchestrator') return refused('session_is_orchestrator');
  if (!session.hasWorktree) return refused('no_worktree');
  if (session.repository !== null && !isSameRepository(session.repository, pullRequest.repository)) return refused('other_repository');
  if (!isOpenPullRequest(pullRequest)) return refused('not_open');
  if (owner?.sessionId === session.id) return { outcome: 'already' };
  if (owner !== null && owner.phase !== 'ended' && !mayTakeOver) return refused('owned_by_live_session', owner.sessionId);
  return { outcome: 'claimed', takenFrom: owner?.sessionId ?? null, branchDiffers: session.branch !== pullRequest.sourceBranch };
}
