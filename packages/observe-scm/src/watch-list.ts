import { isDeepStrictEqual } from 'node:util';
import type { SessionId, Timestamp } from '@ao/domain';
import type { Clock, PullRequestOwner, PullRequestSnapshot, RepositoryAddress, Stores, StoredPullRequest } from '@ao/ports';

/** Closed and merged ones are kept in mind for so long after they last changed. */
const KEEP_MS = 7 * 24 * 60 * 60_000;

/** A pull request that is looked at, with what only this process knows of it. */
export interface WatchedPullRequest {
  readonly id: string;
  owner: PullRequestOwner;
  repository: RepositoryAddress;
  number: number;
  /** The newest; fresher than the stored one, which is written only when something has changed. */
  snapshot: PullRequestSnapshot | null;
  isStoredBlind: boolean;
  /** By the monotonic clock; null: not by itself. */
  dueAt: number | null;
  lookedAt: number | null;
  isForced: boolean;
  blind: { readonly looks: number; readonly outcome: 'gone' | 'forbidden' | 'unknown'; readonly since: Timestamp } | null;
  headSeenAt: Timestamp | null;
  pendingSince: Timestamp | null;
  /** When whether it conflicts was last asked for, and for which head. */
  asked: { readonly head: string; readonly at: number } | null;
}

/** The pull requests that are looked at. */
export interface WatchList {
  /** Reads what is stored; what is known besides stays. Cheap enough for every minute. */
  refresh(): void;
  get(id: string): WatchedPullRequest | null;
  all(): readonly WatchedPullRequest[];
  ofSession(id: SessionId): readonly WatchedPullRequest[];
}

/** Makes it, empty. */
export function createWatchList(options: {
  readonly stores: Pick<Stores, 'pullRequests'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
}): WatchList {
  const { stores, clock } = options;
  const watched = new Map<string, WatchedPullRequest>();

  function take(stored: StoredPullRequest): void {
    const { id } = stored.facts;
    const owner: PullRequestOwner = { sessionId: stored.facts.sessionId, origin: stored.origin };
    const place = { owner, repository: stored.repository, number: stored.facts.number, isStoredBlind: stored.blindness !== null };
    const known = watched.get(id);
    if (known !== undefined) {
      Object.assign(known, place);
      if (isNewer(stored.snapshot, known.snapshot)) known.snapshot = stored.snapshot;
      return;
    }
    watched.set(id, {
      id,
      ...place,
      snapshot: stored.snapshot,
      dueAt: stored.snapshot?.state === 'merged' ? null : clock.monotonic(),
      lookedAt: null,
      isForced: false,
      blind: null,
      headSeenAt: null,
      pendingSince: null,
      asked: null,
    });
  }

  return {
    refresh() {
      const stored = stores.pullRequests.listWatched(clock.now() - KEEP_MS);
      const present = new Set(stored.map(({ facts }) => facts.id));
      for (const id of watched.keys()) if (!present.has(id)) watched.delete(id);
      for (const each of stored) take(each);
    },
    get: (id) => watched.get(id) ?? null,
    all: () => Array.from(watched.values()),
    ofSession: (id) => Array.from(watched.values()).filter(({ owner }) => owner.sessionId === id),
  };
}

/** Whether two looks showed the same, apart from when they were made. */
export function showsTheSame(one: PullRequestSnapshot | null, other: PullRequestSnapshot | null): boolean {
  if (one === null || other === null) return one === other;
  return isDeepStrictEqual({ ...one, observedAt: 0 }, { ...other, observedAt: 0 });
}

function isNewer(one: PullRequestSnapshot | null, other: PullRequestSnapshot | null): boolean {
  return one !== null && (other === null || one.observedAt > other.observedAt);
}
