import type { SessionId } from '@ao/domain';
import type { PullRequestSighting } from '@ao/ports';
import { isListed } from '../people/accounts.ts';
import type { AttributionCandidate, KnownAttribution } from './attribution-candidate.ts';
import { isSameRepository } from './same-repository.ts';

/** Everything that decides whose a pull request is. */
export interface AttributionQuestion {
  readonly pullRequest: PullRequestSighting;
  /** What is stored under the pull request's id; null when it was never seen. */
  readonly known: KnownAttribution | null;
  readonly sessions: readonly AttributionCandidate[];
  /** Logins whose pull requests may belong to a session: the account of the token, and those the settings list. */
  readonly authors: readonly string[];
}

/** Why a pull request belongs to no session of this home. */
export type NotOursReason =
  | 'author_not_allowed'
  | 'source_repository_gone'
  | 'no_such_branch'
  | 'older_than_session'
  | 'made_elsewhere'
  | 'several_sessions';

/**
 * Whose a pull request is.
 *
 * - `belongs`: by its id, or by branch and commits
 * - `needs_evidence`: branch and author fit; find out the `commits` of these sessions, then ask again
 * - `foreign`: nobody's here. With `detach` it is stored as found for a session and must be taken away from it
 */
export type Attribution =
  | { readonly outcome: 'belongs'; readonly sessionId: SessionId; readonly rule: 'known_id' | 'branch' | 'branch_namespace' }
  | { readonly outcome: 'needs_evidence'; readonly sessions: readonly SessionId[] }
  | {
      readonly outcome: 'foreign';
      readonly reason: NotOursReason;
      readonly detach: SessionId | null;
      /** The sessions it could belong to, for `several_sessions`. */
      readonly sessions: readonly SessionId[];
    };

/**
 * Says whose a pull request is. Names prove nothing: two homes on two machines give their branches the same names, so besides branch,
 * repository and author the head commit must come from the session's worktree. Once attributed, the host's own id decides, whatever is renamed.
 */
export function attributePullRequest(question: AttributionQuestion): Attribution {
  const { pullRequest, known, sessions, authors } = question;
  if (known?.by === 'claimed') return { outcome: 'belongs', sessionId: known.sessionId, rule: 'known_id' };
  const detach = known?.sessionId ?? null;
  const foreign = (reason: NotOursReason, of: readonly AttributionCandidate[] = []): Attribution => ({
    outcome: 'foreign',
    reason,
    detach,
    sessions: of.map(({ sessionId }) => sessionId),
  });
  if (pullRequest.author === null || !isListed(pullRequest.author, authors)) return foreign('author_not_allowed');
  if (known !== null) return { outcome: 'belongs', sessionId: known.sessionId, rule: 'known_id' };
  if (pullRequest.sourceRepository === null) return foreign('source_repository_gone');

  const fitting = sessions.filter((session) => fits(session, pullRequest));
  if (fitting.length === 0) return foreign('no_such_branch');
  const inTime = fitting.filter(({ createdAt }) => pullRequest.updatedAt >= createdAt);
  if (inTime.length === 0) return foreign('older_than_session');
  const possible = inTime.filter(({ commits }) => commits !== 'no');
  if (possible.length === 0) return foreign('made_elsewhere');
  const open = possible.filter(({ commits }) => commits === 'unknown');
  if (open.length > 0) return { outcome: 'needs_evidence', sessions: open.map(({ sessionId }) => sessionId) };
  const exact = possible.filter(({ branch }) => branch === pullRequest.sourceBranch);
  const nearest = exact.length > 0 ? exact : possible;
  const [only, ...others] = nearest;
  if (only === undefined || others.length > 0) return foreign('several_sessions', nearest);
  return { outcome: 'belongs', sessionId: only.sessionId, rule: exact.length > 0 ? 'branch' : 'branch_namespace' };
}

function fits(session: AttributionCandidate, pullRequest: PullRequestSighting): boolean {
  return (
    isSameRepository(session.repository, pullRequest.repository) &&
    isSameRepository(session.pushRepository, pullRequest.sourceRepository) &&
    (session.branch === pullRequest.sourceBranch || pullRequest.sourceBranch.startsWith(`ao/${session.sessionId}/`))
  );
}
