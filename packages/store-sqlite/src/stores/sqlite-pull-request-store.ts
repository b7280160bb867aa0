import { AoError, type PullRequestFacts, type SessionId } from '@ao/domain';
import type { PullRequestStore, SessionStore } from '@ao/ports';
import { asc, desc, eq, sql } from 'drizzle-orm';
import type { Connection } from '../database/connection.ts';
import { pullRequests } from '../schema/pull-request-table.ts';
import { placeholdersFor } from './placeholders.ts';

type PullRequestRow = typeof pullRequests.$inferSelect;

function factsOf({ changedAt: _changedAt, ...facts }: PullRequestRow): PullRequestFacts {
  return facts;
}

function prepareStatements({ query, read, write }: Connection) {
  const all = placeholdersFor(pullRequests);
  const { id: _id, sessionId: _sessionId, ...changeable } = all;
  return {
    get: read('pullRequests.get', query.select().from(pullRequests).where(eq(pullRequests.id, all.id)).prepare()),
    put: write(
      'pullRequests.put',
      query.insert(pullRequests).values(all).onConflictDoUpdate({ target: pullRequests.id, set: changeable }).prepare(),
    ),
    forSessions: read(
      'pullRequests.forSessions',
      query
        .select()
        .from(pullRequests)
        .where(sql`${pullRequests.sessionId} IN (SELECT value FROM json_each(${sql.placeholder('sessionIds')}))`)
        .orderBy(desc(pullRequests.updatedAt), asc(pullRequests.id))
        .prepare(),
    ),
  };
}

/** Makes the pull request store of a connection. */
export function createSqlitePullRequestStore(connection: Connection, sessions: SessionStore): PullRequestStore {
  const { clock, transaction } = connection;
  const statements = prepareStatements(connection);

  return {
    upsert: (facts) =>
      transaction(() => {
        const known = statements.get.get({ id: facts.id });
        const sessionId = known?.sessionId ?? facts.sessionId;
        if (known === undefined && sessions.get(sessionId) === null) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
        statements.put.run({ ...facts, sessionId, changedAt: clock.now() });
        const stored = statements.get.get({ id: facts.id });
        return stored === undefined ? { ...facts, sessionId } : factsOf(stored);
      }),
    forSessions: (ids) => {
      const found = new Map<SessionId, PullRequestFacts[]>();
      if (ids.length === 0) return found;
      for (const row of statements.forSessions.all({ sessionIds: JSON.stringify(ids) })) {
        const known = found.get(row.sessionId);
        if (known === undefined) found.set(row.sessionId, [factsOf(row)]);
        else known.push(factsOf(row));
      }
      return found;
    },
  };
}
