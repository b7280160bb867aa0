import type { PullRequestFacts, PullRequestNote, SessionId, Timestamp } from '@ao/domain';
import type { RepositoryAddress } from '../forge/v1/repository-address.ts';
import type { CheckFailure } from '../scm/v1/check-failure.ts';
import type { PullRequestPlace, PullRequestSighting, PullRequestSnapshot } from '../scm/v1/pull-request-snapshot.ts';
import type { ReviewThread } from '../scm/v1/review-thread.ts';

/** `claimed`: a person gave it to the session, and only a person takes it away. `found`: it was attributed by rules. */
export type PullRequestOrigin = 'claimed' | 'found';

/** What the newest look at a pull request came to, when it showed nothing: see `ForgeAnswer`. */
export interface PullRequestBlindness {
  readonly outcome: 'gone' | 'forbidden' | 'unknown';
  /** Since when nothing is seen. */
  readonly since: Timestamp;
  /** For people: why, and what to do. */
  readonly message: string;
}

/** A pull request with everything that was seen of it. */
export interface StoredPullRequest {
  readonly facts: PullRequestFacts;
  readonly origin: PullRequestOrigin;
  readonly repository: RepositoryAddress;
  /** Null when the source repository was deleted. */
  readonly sourceRepository: RepositoryAddress | null;
  /** The newest snapshot; null while only a listing has shown it. */
  readonly snapshot: PullRequestSnapshot | null;
  /** Null while it can be seen. */
  readonly blindness: PullRequestBlindness | null;
}

/** Something that was seen of a pull request, and whose it is. Counts for new ones only: a known one stays with its session. */
export interface PullRequestOwner {
  readonly sessionId: SessionId;
  readonly origin: PullRequestOrigin;
}

/**
 * Pull requests as stored, with their checks, review threads and comments. Synchronous, see {@link SessionStore}.
 *
 * - rows are compared and only what differs is written, so that clients hear of every change once, and of nothing else; however much of a
 *   pull request one call changes, it is one event. What only says that somebody looked is stored without one: `observedAt`, `updatedAt`,
 *   `PullRequestThreads.marker` and `PullRequestSnapshot.targetCommit`
 * - of the errors in a snapshot code and message are kept
 */
export interface PullRequestStore {
  /** Inserts or updates. A known one stays with its session, whichever session the facts name. Throws `SESSION_NOT_FOUND` for a new one. */
  upsert(facts: PullRequestFacts): PullRequestFacts;
  /** The pull requests of many sessions in one query, newest first. Sessions without any are absent. */
  forSessions(ids: readonly SessionId[]): ReadonlyMap<SessionId, readonly PullRequestFacts[]>;
  get(id: string): StoredPullRequest | null;
  /** By its present place, without regard to case. Of several the one that was looked at last. */
  findByPlace(place: PullRequestPlace): StoredPullRequest | null;
  /**
   * All that are worth looking at again, newest change first: the open ones of every session, but for those that have been `gone` since
   * before `since`; and those that were closed or merged after `since`.
   */
  listWatched(since: Timestamp): readonly StoredPullRequest[];
  /** All of some sessions, with everything, newest change first. */
  listForSessions(ids: readonly SessionId[]): readonly StoredPullRequest[];
  /**
   * Stores what a listing showed at some time. Of a known one only what is newer, by the host's `updatedAt`, than what is stored; when its
   * head commit is another one, checks and mergeability become `unknown`. Throws `SESSION_NOT_FOUND` for a new one.
   */
  recordSighting(sighting: PullRequestSighting, owner: PullRequestOwner, at: Timestamp): StoredPullRequest;
  /**
   * Stores a snapshot; one that is older than what is stored changes nothing, unless that lies in the future because the clock was set back. It
   * can be seen again. Failures of checks that are no longer
   * among its checks are forgotten. Throws `SESSION_NOT_FOUND` for a new one.
   */
  recordSnapshot(snapshot: PullRequestSnapshot, owner: PullRequestOwner): StoredPullRequest;
  /** Stores that a look showed nothing; the facts stay. `since` stays that of the first such look. Unknown ids are ignored. */
  recordBlindness(id: string, blindness: PullRequestBlindness): void;
  /** Stores what lists say about it. Unknown ids are ignored. */
  recordNote(id: string, note: PullRequestNote | null): void;
  /** Stores the words of review threads, resolved ones too. Threads and comments that are not among them stay. Unknown ids are ignored. */
  recordThreads(id: string, threads: readonly ReviewThread[]): void;
  /** The words of its threads that were read, the thread with the oldest comment first. */
  threadsOf(id: string): readonly ReviewThread[];
  /** Keeps why a check failed, by the check's id, so that it is not read twice. Unknown pull requests are ignored. */
  recordFailure(id: string, checkId: string, failure: CheckFailure): void;
  failuresOf(id: string): ReadonlyMap<string, CheckFailure>;
  /**
   * Gives a known one to a session, and takes its note away when it changes hands. Answers the one it was taken from; null when it was
   * that session's already. Throws `PULL_REQUEST_NOT_FOUND` and `SESSION_NOT_FOUND`.
   */
  assign(id: string, owner: PullRequestOwner): SessionId | null;
  /** Forgets one that belongs to nobody here, with all that hangs on it. */
  remove(id: string): void;
}
