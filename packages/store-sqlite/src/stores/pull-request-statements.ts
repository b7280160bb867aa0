import type { PullRequestFacts, SessionId } from '@ao/domain';
import { and, asc, desc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { Connection, ReadStatement, WriteStatement } from '../database/connection.ts';
import { pullRequestChecks, pullRequestOpenThreads } from '../schema/pull-request-part-tables.ts';
import { type PullRequestRow, pullRequests } from '../schema/pull-request-table.ts';
import type { PartStatements } from './part-rows.ts';
import { placeholdersFor } from './placeholders.ts';

type Columns = ReturnType<typeof getTableColumns<typeof pullRequests>>;

/** The columns that hold facts, in the order of the facts. */
const FACT_COLUMNS = {
  id: pullRequests.id,
  sessionId: pullRequests.sessionId,
  url: pullRequests.url,
  number: pullRequests.number,
  title: pullRequests.title,
  state: pullRequests.state,
  ci: pullRequests.ci,
  review: pullRequests.review,
  mergeability: pullRequests.mergeability,
  unresolvedThreads: pullRequests.unresolvedThreads,
  sourceBranch: pullRequests.sourceBranch,
  targetBranch: pullRequests.targetBranch,
  headCommit: pullRequests.headCommit,
  note: pullRequests.note,
  updatedAt: pullRequests.updatedAt,
  observedAt: pullRequests.observedAt,
} satisfies { readonly [Name in keyof PullRequestFacts]: Columns[Name] };

/** A stored check. */
export type CheckRow = typeof pullRequestChecks.$inferSelect;
/** A stored open thread. */
export type OpenThreadRow = typeof pullRequestOpenThreads.$inferSelect;

/** The statements of pull requests, but for the words of reviews and checks. */
export interface PullRequestStatements {
  readonly get: ReadStatement<PullRequestRow>;
  readonly factsForSessions: ReadStatement<PullRequestFacts & { readonly sessionId: SessionId }>;
  readonly listForSessions: ReadStatement<PullRequestRow>;
  readonly listWatched: ReadStatement<PullRequestRow>;
  readonly atPlace: ReadStatement<PullRequestRow>;
  readonly insert: WriteStatement;
  readonly update: WriteStatement;
  readonly remove: WriteStatement;
  readonly checks: PartStatements<CheckRow>;
  readonly openThreads: PartStatements<OpenThreadRow>;
}

/** Prepares the statements. */
export function preparePullRequestStatements(connection: Connection): PullRequestStatements {
  const { query, readColumns, write } = connection;
  const all = placeholdersFor(pullRequests);
  const { id, ...changeable } = all;
  const idIs = eq(pullRequests.id, id);
  const ofSessions = sql`${pullRequests.sessionId} IN (SELECT value FROM json_each(${sql.placeholder('sessionIds')}))`;
  const newestFirst = [desc(pullRequests.updatedAt), asc(pullRequests.id)];
  const isOpen = sql`${pullRequests.state} IN ('open', 'draft')`;
  const since = sql.placeholder('since');
  const isWatched = sql`(${isOpen} AND (${pullRequests.blindOutcome} IS NOT 'gone' OR ${pullRequests.blindSince} >= ${since}))
    OR (${pullRequests.state} IN ('merged', 'closed') AND ${pullRequests.endedAt} >= ${since})`;
  const isAtPlace = and(
    eq(pullRequests.number, sql.placeholder('number')),
    sql`${pullRequests.repositoryName} = ${sql.placeholder('name')} COLLATE NOCASE`,
    sql`${pullRequests.repositoryOwner} = ${sql.placeholder('owner')} COLLATE NOCASE`,
    sql`${pullRequests.repositoryHost} = ${sql.placeholder('host')} COLLATE NOCASE`,
  );
  const rows = (name: string, where: SQL | undefined, order: readonly SQL[] = newestFirst) =>
    readColumns(
      `pullRequests.${name}`,
      getTableColumns(pullRequests),
      query
        .select()
        .from(pullRequests)
        .where(where)
        .orderBy(...order),
    );
  return {
    get: rows('get', idIs),
    factsForSessions: readColumns(
      'pullRequests.forSessions',
      FACT_COLUMNS,
      query
        .select(FACT_COLUMNS)
        .from(pullRequests)
        .where(ofSessions)
        .orderBy(...newestFirst),
    ),
    listForSessions: rows('listForSessions', ofSessions),
    listWatched: rows('listWatched', isWatched),
    atPlace: rows('findByPlace', isAtPlace, [desc(pullRequests.observedAt), asc(pullRequests.id)]),
    insert: write('pullRequests.insert', query.insert(pullRequests).values(all).prepare()),
    update: write('pullRequests.update', query.update(pullRequests).set(changeable).where(idIs).prepare()),
    remove: write('pullRequests.remove', query.delete(pullRequests).where(idIs).prepare()),
    checks: prepareChecks(connection),
    openThreads: prepareOpenThreads(connection),
  };
}

function prepareChecks({ query, read, write }: Connection): PartStatements<CheckRow> {
  const { pullRequestId, id, ...changeable } = placeholdersFor(pullRequestChecks);
  const key = [pullRequestChecks.pullRequestId, pullRequestChecks.id];
  const isOne = and(eq(pullRequestChecks.pullRequestId, pullRequestId), eq(pullRequestChecks.id, id));
  const insert = query.insert(pullRequestChecks).values({ pullRequestId, id, ...changeable });
  return {
    list: read(
      'pullRequestChecks.list',
      query
        .select()
        .from(pullRequestChecks)
        .where(sql`${pullRequestChecks.pullRequestId} IN (SELECT value FROM json_each(${sql.placeholder('pullRequestIds')}))`)
        .orderBy(asc(pullRequestChecks.position), asc(pullRequestChecks.id))
        .prepare(),
    ),
    put: write('pullRequestChecks.put', insert.onConflictDoUpdate({ target: key, set: changeable }).prepare()),
    remove: write('pullRequestChecks.remove', query.delete(pullRequestChecks).where(isOne).prepare()),
  };
}

function prepareOpenThreads({ query, read, write }: Connection): PartStatements<OpenThreadRow> {
  const { pullRequestId, id, ...changeable } = placeholdersFor(pullRequestOpenThreads);
  const key = [pullRequestOpenThreads.pullRequestId, pullRequestOpenThreads.id];
  const isOne = and(eq(pullRequestOpenThreads.pullRequestId, pullRequestId), eq(pullRequestOpenThreads.id, id));
  const insert = query.insert(pullRequestOpenThreads).values({ pullRequestId, id, ...changeable });
  return {
    list: read(
      'pullRequestOpenThreads.list',
      query
        .select()
        .from(pullRequestOpenThreads)
        .where(sql`${pullRequestOpenThreads.pullRequestId} IN (SELECT value FROM json_each(${sql.placeholder('pullRequestIds')}))`)
        .orderBy(asc(pullRequestOpenThreads.position), asc(pullRequestOpenThreads.id))
        .prepare(),
    ),
    put: write('pullRequestOpenThreads.put', insert.onConflictDoUpdate({ target: key, set: changeable }).prepare()),
    remove: write('pullRequestOpenThreads.remove', query.delete(pullRequestOpenThreads).where(isOne).prepare()),
  };
}
