import { AoError, type SessionId } from '@ao/domain';
import type { StoredPullRequest } from '@ao/ports';
import { findPullRequest } from '../find/find-pull-request.ts';
import type { PullRequestFilter } from '../pull-request-service.ts';
import type { PullRequestServiceOptions } from '../pull-request-service-options.ts';
import { detailsOf, type PullRequestDetails, type PullRequestView, viewsOf } from './pull-request-view.ts';

/** Reads pull requests as clients see them. Never asks a host. */
export interface PullRequestReader {
  list(filter: PullRequestFilter): readonly PullRequestView[];
  /** Of a stored one, among the others of its session. */
  view(stored: StoredPullRequest): PullRequestView;
  details(reference: string): PullRequestDetails;
}

/** Makes the reader. A list costs the same number of queries however long it is. */
export function createPullRequestReader(options: Pick<PullRequestServiceOptions, 'stores' | 'scm'>): PullRequestReader {
  const { stores } = options;

  function sessionsOf({ sessionId, projectId }: PullRequestFilter) {
    if (sessionId !== undefined) {
      const record = stores.sessions.get(sessionId);
      if (record === null) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
      return [record];
    }
    if (projectId !== undefined && !stores.projects.hasId(projectId)) throw new AoError('PROJECT_NOT_FOUND', { details: { projectId } });
    return stores.sessions.list({ projectId });
  }

  function list(filter: PullRequestFilter): readonly PullRequestView[] {
    const records = new Map(sessionsOf(filter).map((record) => [record.id as string, record]));
    const places = new Map([...records.keys()].map((id, index) => [id, index]));
    const stored = stores.pullRequests.listForSessions([...records.keys()] as SessionId[]);
    return viewsOf(stored, records)
      .filter(({ state }) => filter.includeEnded === true || state === 'open' || state === 'draft')
      .toSorted((one, other) => (places.get(one.sessionId) ?? 0) - (places.get(other.sessionId) ?? 0));
  }

  function view(stored: StoredPullRequest): PullRequestView {
    const { id, sessionId } = stored.facts;
    const found = list({ sessionId, includeEnded: true }).find((each) => each.id === id);
    if (found === undefined) throw new AoError('PULL_REQUEST_NOT_FOUND', { details: { pullRequestId: id } });
    return found;
  }

  return {
    list,
    view,
    details(reference) {
      const stored = findPullRequest(options, reference);
      const { id } = stored.facts;
      const read = { threads: stores.pullRequests.threadsOf(id), failures: stores.pullRequests.failuresOf(id) };
      return detailsOf(view(stored), stored, read);
    },
  };
}
