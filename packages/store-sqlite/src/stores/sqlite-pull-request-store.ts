import { isDeepStrictEqual } from 'node:util';
import { AoError, type PullRequestFacts, type SessionId, type Timestamp } from '@ao/domain';
import type { PullRequestSnapshot, PullRequestStore, SessionStore, StoredPullRequest } from '@ao/ports';
import type { Connection } from '../database/connection.ts';
import type { PullRequestRow } from '../schema/pull-request-table.ts';
import { byPullRequest, withoutRepeats, writeDifference } from './part-rows.ts';
import { rowOfFacts, rowOfSighting, rowOfSnapshot, storedOfRow, type WrittenColumns } from './pull-request-row.ts';
import { type PullRequestStatements, preparePullRequestStatements } from './pull-request-statements.ts';
import { createReviewThreadRows } from './review-thread-rows.ts';
import { prepareReviewThreadStatements } from './review-thread-statements.ts';

/** Makes the pull request store of a connection. */
export function createSqlitePullRequestStore(connection: Connection, sessions: SessionStore): PullRequestStore {
  const { clock, transaction } = connection;
  const statements = preparePullRequestStatements(connection);
  const words = createReviewThreadRows(prepareReviewThreadStatements(connection));

  const rowOf = (id: string) => statements.get.get({ id });
  const withParts = (rows: readonly PullRequestRow[]): readonly StoredPullRequest[] => {
    if (rows.length === 0) return [];
    const pullRequestIds = JSON.stringify(rows.map(({ id }) => id));
    const checks = byPullRequest(statements.checks.list.all({ pullRequestIds }));
    const threads = byPullRequest(statements.openThreads.list.all({ pullRequestIds }));
    return rows.map((row) => storedOfRow(row, checks.get(row.id) ?? [], threads.get(row.id) ?? []));
  };
  const get = (id: string) => withParts([rowOf(id)].filter((row) => row !== undefined))[0] ?? null;
  const stored = (id: string): StoredPullRequest => get(id) ?? notFound(id);

  const requireSession = (sessionId: SessionId) => {
    if (sessions.get(sessionId) === null) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
  };

  /** Writes what differs, as one change of the row; `hasOtherParts` when something in other tables was written. */
  const write = (row: WrittenColumns, known: PullRequestRow | undefined, hasOtherParts = false) => {
    if (known === undefined) {
      requireSession(row.sessionId);
      statements.insert.run({ ...row, changedAt: clock.now(), revision: 0 });
      return;
    }
    const { changedAt, revision } = known;
    if (!hasOtherParts && isDeepStrictEqual({ ...row, changedAt, revision }, { ...known })) return;
    statements.update.run({ ...row, changedAt: clock.now(), revision: revision + Number(hasOtherParts) });
  };
  const change = (id: string, changes: Partial<WrittenColumns>, hasOtherParts = false) => {
    const known = rowOf(id);
    if (known !== undefined) write({ ...known, ...changes }, known, hasOtherParts);
  };
  /** What is read about a known pull request and stored in tables of its own. */
  const readMore = (id: string, writeParts: () => boolean) =>
    transaction(() => {
      if (rowOf(id) !== undefined && writeParts()) change(id, {}, true);
    });

  return {
    get,
    upsert: (facts) =>
      transaction((): PullRequestFacts => {
        const known = rowOf(facts.id);
        write(rowOfFacts(facts, known), known);
        return stored(facts.id).facts;
      }),
    forSessions: (ids) => {
      const rows = ids.length === 0 ? [] : statements.factsForSessions.all({ sessionIds: JSON.stringify(ids) });
      return Map.groupBy(rows, ({ sessionId }) => sessionId);
    },
    findByPlace: ({ repository, number }) => withParts(statements.atPlace.all({ ...repository, number }).slice(0, 1))[0] ?? null,
    listWatched: (since) => withParts(statements.listWatched.all({ since })),
    listForSessions: (ids) => withParts(ids.length === 0 ? [] : statements.listForSessions.all({ sessionIds: JSON.stringify(ids) })),
    recordSighting: (sighting, owner, at) =>
      transaction(() => {
        const known = rowOf(sighting.id);
        const isNews = known === undefined || sighting.updatedAt > known.updatedAt || known.snapshot === null;
        const isOld = known !== undefined && sighting.updatedAt < known.updatedAt;
        if (isNews && !isOld) write(rowOfSighting(sighting, known, { owner, at }), known);
        return stored(sighting.id);
      }),
    recordSnapshot: (given, owner) =>
      transaction(() => {
        const snapshot = withoutRepeatedParts(given);
        const known = rowOf(snapshot.id);
        if (known !== undefined && isOutdated(snapshot, known, clock.now())) return stored(snapshot.id);
        // The row first: the others refer to it.
        if (known === undefined) write(rowOfSnapshot(snapshot, known, owner), known);
        const hasNewParts = writeParts(snapshot, statements);
        const hasOtherParts = forgetFailures(snapshot) || hasNewParts;
        if (known !== undefined) write(rowOfSnapshot(snapshot, known, owner), known, hasOtherParts);
        return stored(snapshot.id);
      }),
    recordBlindness: (id, { outcome, since, message }) =>
      transaction(() => change(id, { blindOutcome: outcome, blindSince: rowOf(id)?.blindSince ?? since, blindMessage: message })),
    recordNote: (id, note) => transaction(() => change(id, { note })),
    recordThreads: (id, threads) => readMore(id, () => words.writeThreads(id, threads)),
    threadsOf: (id) => words.threadsOf(id),
    recordFailure: (id, checkId, failure) => readMore(id, () => words.writeFailure(id, checkId, failure)),
    failuresOf: (id) => words.failuresOf(id),
    assign: (id, owner) =>
      transaction(() => {
        const known = rowOf(id) ?? notFound(id);
        requireSession(owner.sessionId);
        const isMoved = known.sessionId !== owner.sessionId;
        change(id, { ...owner, note: isMoved ? null : known.note });
        return isMoved ? known.sessionId : null;
      }),
    remove: (id) =>
      transaction(() => {
        const known = rowOf(id);
        if (known === undefined) return;
        // The time of the event.
        statements.update.run({ ...known, changedAt: clock.now() });
        statements.remove.run({ id });
      }),
  };

  function forgetFailures({ id, checks }: PullRequestSnapshot): boolean {
    return checks.isComplete && words.keepFailures(id, new Set(checks.items.map((check) => check.id)));
  }
}

function notFound(id: string): never {
  throw new AoError('PULL_REQUEST_NOT_FOUND', { details: { pullRequestId: id } });
}

/**
 * Read before what is stored: by the clock of the reader, or before a listing that showed something newer. What was stored by a clock that
 * has been set back since lies in the future, and must not silence the present.
 */
function isOutdated(snapshot: PullRequestSnapshot, known: PullRequestRow, now: Timestamp): boolean {
  const isBefore = (at: Timestamp | null) => at !== null && at <= now && snapshot.observedAt < at;
  return isBefore(known.snapshotObservedAt) || (isBefore(known.sightedAt) && snapshot.updatedAt < known.updatedAt);
}

function withoutRepeatedParts(snapshot: PullRequestSnapshot): PullRequestSnapshot {
  const { checks, threads } = snapshot;
  return {
    ...snapshot,
    checks: { ...checks, items: withoutRepeats(checks.items) },
    threads: { ...threads, unresolved: withoutRepeats(threads.unresolved) },
  };
}

function writeParts({ id: pullRequestId, checks, threads }: PullRequestSnapshot, statements: PullRequestStatements): boolean {
  const pullRequestIds = JSON.stringify([pullRequestId]);
  const place = <Part>(part: Part, position: number) => ({ ...part, pullRequestId, position });
  const hasChecks = writeDifference(statements.checks, statements.checks.list.all({ pullRequestIds }), checks.items.map(place));
  const stored = statements.openThreads.list.all({ pullRequestIds });
  return writeDifference(statements.openThreads, stored, threads.unresolved.map(place)) || hasChecks;
}
