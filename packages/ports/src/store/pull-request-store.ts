import type { PullRequestFacts, SessionId } from '@ao/domain';

/** Pull requests as stored. Synchronous, see {@link SessionStore}. */
export interface PullRequestStore {
  /** Inserts or updates. A known one stays with its session, whichever session the facts name. Throws `SESSION_NOT_FOUND` for a new one. */
  upsert(facts: PullRequestFacts): PullRequestFacts;
  /** The pull requests of many sessions in one query, newest first. Sessions without any are absent. */
  forSessions(ids: readonly SessionId[]): ReadonlyMap<SessionId, readonly PullRequestFacts[]>;
}
