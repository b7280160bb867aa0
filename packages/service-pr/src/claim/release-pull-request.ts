import { AoError, type SessionId } from '@ao/domain';
import type { StoredPullRequest } from '@ao/ports';
import type { PullRequestServiceOptions } from '../pull-request-service-options.ts';

/**
 * Takes a claim back: the pull request goes to the session whose branch it comes from, where the rules judge it again; where there is none it is
 * forgotten. Answers whose it is then.
 */
export function releasePullRequest(
  { stores }: Pick<PullRequestServiceOptions, 'stores'>,
  { facts, origin }: StoredPullRequest,
): SessionId | null {
  if (origin !== 'claimed') {
    throw new AoError('PULL_REQUEST_NOT_CLAIMED', {
      message: `#${facts.number} was not claimed: ${facts.sessionId} has it because of its branch and commits. There is nothing to release.`,
      details: { pullRequestId: facts.id, sessionId: facts.sessionId },
    });
  }
  return stores.transaction(() => {
    const sessionId = sessionOfBranch(stores, facts.sessionId, facts.sourceBranch);
    if (sessionId === null) stores.pullRequests.remove(facts.id);
    else stores.pullRequests.assign(facts.id, { sessionId, origin: 'found' });
    return sessionId;
  });
}

/** The session of the project that works on a branch, or below whose namespace it lies. */
function sessionOfBranch(stores: PullRequestServiceOptions['stores'], holder: SessionId, branch: string): SessionId | null {
  const projectId = stores.sessions.get(holder)?.projectId;
  const sessions = stores.sessions.list({ projectId });
  const exact = sessions.filter(({ workspace }) => workspace.branch === branch);
  const [only, ...others] = exact.length > 0 ? exact : sessions.filter(({ id }) => branch.startsWith(`ao/${id}/`));
  return only === undefined || others.length > 0 ? null : only.id;
}
