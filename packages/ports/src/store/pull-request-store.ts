import type { PullRequestFacts, SessionId } from '@ao/domain';

/** Pull requests as stored. Synchronous, see {@link SessionStore}. */
export interface PullRequestStore {
  /** Inserts or updates; never moves a pull request to another session. */
  upsert(facts: PullRequestFacts): PullRequestFacts;
  /** The pull requests of many sessions in one query. Sessions without any are absent. */
  forSessions(ids: readonly SessionId[]): ReadonlyMap<SessionId, readonly PullRequestFacts[]>;
}
