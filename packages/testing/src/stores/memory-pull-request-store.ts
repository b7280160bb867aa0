import { AoError, type PullRequestFacts, type SessionId, type SessionRecord } from '@ao/domain';
import type { Clock, PullRequestBlindness, PullRequestOwner, PullRequestSighting, PullRequestSnapshot, PullRequestStore } from '@ao/ports';
import type { CheckFailure, ReviewThread, StoredPullRequest } from '@ao/ports';
import type { MemoryChangeLog } from './memory-change-log.ts';
import {
  endAfter,
  endOf,
  factsOfSighting,
  factsOfSnapshot,
  isOutdated,
  isUpToDate,
  mergeThreads,
  repositoryAt,
  tidySnapshot,
  toldOf,
} from './memory-pull-request-rules.ts';
import type { MemoryLedgers } from './memory-reaction-store.ts';
import type { MemoryTable, MemoryTransactions } from './memory-transactions.ts';

/** A pull request as kept in memory. */
export interface MemoryPullRequest extends StoredPullRequest {
  /** When a listing last showed something new. */
  readonly sightedAt: number | null;
  /** When it was merged or closed, as far as a look has shown. */
  readonly endedAt: number | null;
  readonly threads: readonly ReviewThread[];
  readonly failures: Readonly<Record<string, CheckFailure>>;
}

/** What the pull request store needs. */
export interface MemoryPullRequestStoreOptions {
  readonly clock: Clock;
  readonly sessions: MemoryTable<SessionId, SessionRecord>;
  readonly table: MemoryTable<string, MemoryPullRequest>;
  /** They go with their pull request. */
  readonly ledgers: MemoryTable<string, MemoryLedgers>;
  readonly transactions: MemoryTransactions;
  readonly changes: MemoryChangeLog;
}

/** Makes the pull request store over a table. */
export function createMemoryPullRequestStore(options: MemoryPullRequestStoreOptions): PullRequestStore {
  const { clock, sessions, table, ledgers, transactions, changes } = options;

  const requireSession = (sessionId: SessionId): SessionRecord => {
    const session = sessions.get(sessionId);
    if (session === undefined) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
    return session;
  };
  const append = (
    type: 'created' | 'updated' | 'session_changed' | 'removed',
    row: MemoryPullRequest,
    payload: Record<string, unknown>,
  ) => {
    const { sessionId } = row.facts;
    const projectId = sessions.get(sessionId)?.projectId ?? null;
    changes.append({ type: `pull_request.${type}`, projectId, sessionId, payload });
  };
  const write = (row: MemoryPullRequest): StoredPullRequest => {
    const known = table.get(row.facts.id);
    requireSession(row.facts.sessionId);
    if (known === undefined || JSON.stringify(known) !== JSON.stringify(row)) table.set(row.facts.id, row);
    const { id, url, number, state, ci, review, mergeability } = row.facts;
    const payload = { id, url, number, state, ci, review, mergeability };
    if (known === undefined) append('created', row, payload);
    else if (known.facts.sessionId !== row.facts.sessionId) {
      append('session_changed', row, { id, url, fromSession: known.facts.sessionId, toSession: row.facts.sessionId });
    } else if (toldOf(known) !== toldOf(row)) append('updated', row, payload);
    return stored(row);
  };
  const change = (id: string, changes_: (row: MemoryPullRequest) => Partial<MemoryPullRequest>) =>
    transactions.run(() => {
      const known = table.get(id);
      if (known !== undefined) write({ ...known, ...changes_(known) });
    });
  const newestFirst = () => table.rows().sort((a, b) => b.facts.updatedAt - a.facts.updatedAt || (a.facts.id < b.facts.id ? -1 : 1));

  return {
    upsert: (facts) =>
      transactions.run(() => {
        const known = table.get(facts.id);
        const repository = known?.facts.url === facts.url ? known.repository : repositoryAt(facts.url);
        const fresh = { origin: 'found', sourceRepository: repository, ...NOTHING_SEEN } as const;
        return write({ ...fresh, ...known, repository, facts: { ...facts, sessionId: known?.facts.sessionId ?? facts.sessionId } }).facts;
      }),
    forSessions: (ids) => {
      const found = newestFirst().filter(({ facts }) => ids.includes(facts.sessionId));
      return Map.groupBy(
        found.map(({ facts }) => facts),
        ({ sessionId }) => sessionId,
      );
    },
    get: (id) => storedOrNull(table.get(id)),
    findByPlace: ({ repository, number }) => {
      const place = placeKey({ ...repository, number });
      const here = table.rows().filter((row) => placeKey({ ...row.repository, number: row.facts.number }) === place);
      return storedOrNull(here.sort((a, b) => b.facts.observedAt - a.facts.observedAt)[0]);
    },
    listWatched: (since) =>
      newestFirst()
        .filter((row) => {
          const end = endOf(row);
          if (end !== null) return end >= since;
          return row.blindness?.outcome !== 'gone' || row.blindness.since >= since;
        })
        .map(stored),
    listForSessions: (ids) =>
      newestFirst()
        .filter(({ facts }) => ids.includes(facts.sessionId))
        .map(stored),
    recordSighting: (sighting, owner, at) => transactions.run(() => recordSighting(sighting, owner, at)),
    recordSnapshot: (snapshot, owner) => transactions.run(() => recordSnapshot(tidySnapshot(snapshot), owner)),
    recordBlindness: (id, blindness: PullRequestBlindness) =>
      change(id, (row) => ({ blindness: { ...blindness, since: row.blindness?.since ?? blindness.since } })),
    recordNote: (id, note) => change(id, ({ facts }) => ({ facts: { ...facts, note } })),
    recordThreads: (id, threads) => change(id, (row) => ({ threads: mergeThreads(row.threads, threads) })),
    threadsOf: (id) => table.get(id)?.threads ?? [],
    recordFailure: (id, checkId, failure) => change(id, (row) => ({ failures: { ...row.failures, [checkId]: failure } })),
    failuresOf: (id) => new Map(Object.entries(table.get(id)?.failures ?? {})),
    assign: (id, { sessionId, origin }) =>
      transactions.run(() => {
        const known = table.get(id);
        if (known === undefined) throw new AoError('PULL_REQUEST_NOT_FOUND', { details: { pullRequestId: id } });
        const isMoved = known.facts.sessionId !== sessionId;
        write({ ...known, origin, facts: { ...known.facts, sessionId, note: isMoved ? null : known.facts.note } });
        return isMoved ? known.facts.sessionId : null;
      }),
    remove: (id) =>
      transactions.run(() => {
        const known = table.get(id);
        if (known === undefined) return;
        table.delete(id);
        ledgers.delete(id);
        append('removed', known, { id, url: known.facts.url });
      }),
  };

  function recordSighting(sighting: PullRequestSighting, owner: PullRequestOwner, at: number): StoredPullRequest {
    const known = table.get(sighting.id);
    if (known !== undefined && isUpToDate(sighting, known)) return stored(known);
    const facts: PullRequestFacts = factsOfSighting(sighting, known, { owner, at });
    const { repository, sourceRepository } = sighting;
    return write({
      origin: owner.origin,
      ...NOTHING_SEEN,
      ...known,
      facts,
      repository,
      sourceRepository,
      sightedAt: at,
      endedAt: endAfter(sighting, known),
    });
  }

  function recordSnapshot(snapshot: PullRequestSnapshot, owner: PullRequestOwner): StoredPullRequest {
    const known = table.get(snapshot.id);
    if (known !== undefined && isOutdated(snapshot, known, clock.now())) return stored(known);
    const { repository, sourceRepository, checks } = snapshot;
    const present = new Set(checks.items.map(({ id }) => id));
    const failures = Object.entries(known?.failures ?? {}).filter(([id]) => !checks.isComplete || present.has(id));
    const { threads = [], sightedAt = null, origin = owner.origin } = known ?? {};
    return write({
      facts: factsOfSnapshot(snapshot, known, owner),
      origin,
      repository,
      sourceRepository,
      snapshot,
      blindness: null,
      endedAt: endAfter(snapshot, known),
      sightedAt,
      threads,
      failures: Object.fromEntries(failures),
    });
  }
}

const NOTHING_SEEN = { endedAt: null, snapshot: null, blindness: null, sightedAt: null, threads: [], failures: {} } as const;

function stored({ facts, origin, repository, sourceRepository, snapshot, blindness }: MemoryPullRequest): StoredPullRequest {
  return { facts, origin, repository, sourceRepository, snapshot, blindness };
}

function storedOrNull(row: MemoryPullRequest | undefined): StoredPullRequest | null {
  return row === undefined ? null : stored(row);
}

function placeKey(place: { readonly host: string; readonly owner: string; readonly name: string; readonly number: number }): string {
  return `${place.host}/${place.owner}/${place.name}#${place.number}`.toLowerCase();
}
