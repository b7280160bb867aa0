import { and, asc, desc, eq, gte, isNotNull, isNull, lt, max, or, sql } from 'drizzle-orm';
import type { Connection, ReadStatement, WriteStatement } from '../database/connection.ts';
import { agentReports } from '../schema/report-tables.ts';
import { sessions } from '../schema/session-table.ts';
import { placeholdersFor } from './placeholders.ts';

/** A stored report. */
export type ReportRow = typeof agentReports.$inferSelect;

/** The statements of the report store. */
export interface ReportStatements {
  readonly get: ReadStatement<ReportRow>;
  readonly lastSequence: ReadStatement<{ sequence: number | null }>;
  readonly list: ReadStatement<ReportRow>;
  readonly standing: ReadStatement<ReportRow>;
  readonly listUndelivered: ReadStatement<ReportRow>;
  readonly insert: WriteStatement;
  readonly answer: WriteStatement;
  readonly noteDelivery: WriteStatement;
  readonly supersede: WriteStatement;
  readonly prune: WriteStatement;
}

/** Prepares the statements. */
export function prepareReportStatements({ query, read, write }: Connection): ReportStatements {
  const all = placeholdersFor(agentReports);
  const idIs = eq(agentReports.id, sql.placeholder('id'));
  const isOpen = and(eq(agentReports.kind, 'question'), isNull(agentReports.answeredAt));
  const isStandingDone = and(eq(agentReports.kind, 'done'), isNull(agentReports.supersededAt));
  const select = () => query.select().from(agentReports);
  const { answer, answeredAt, answeredByKind, answeredByName, answerDelivery, supersededAt, changedAt } = all;
  return {
    get: read('reports.get', select().where(idIs).prepare()),
    lastSequence: read(
      'reports.lastSequence',
      query
        .select({ sequence: max(agentReports.sequence) })
        .from(agentReports)
        .prepare(),
    ),
    list: read(
      'reports.list',
      select()
        .where(
          and(
            sql`(${sql.placeholder('sessionId')} IS NULL OR ${agentReports.sessionId} = ${sql.placeholder('sessionId')})`,
            sql`(${sql.placeholder('projectId')} IS NULL OR ${agentReports.sessionId} IN (SELECT ${sessions.id} FROM ${sessions} WHERE ${sessions.projectId} = ${sql.placeholder('projectId')}))`,
            or(sql`${sql.placeholder('open')} = 0`, isOpen),
            gte(agentReports.at, sql.placeholder('since')),
          ),
        )
        .orderBy(desc(agentReports.sequence))
        .limit(sql.placeholder('limit'))
        .prepare(),
    ),
    standing: read(
      'reports.standing',
      select()
        .where(
          and(
            sql`${agentReports.sessionId} IN (SELECT value FROM json_each(${sql.placeholder('sessionIds')}))`,
            or(isOpen, isStandingDone),
          ),
        )
        .orderBy(asc(agentReports.sequence))
        .prepare(),
    ),
    listUndelivered: read(
      'reports.listUndelivered',
      select().where(eq(agentReports.answerDelivery, 'waiting')).orderBy(asc(agentReports.sequence)).prepare(),
    ),
    insert: write('reports.insert', query.insert(agentReports).values(all).prepare()),
    answer: write(
      'reports.answer',
      query
        .update(agentReports)
        .set({ answer, answeredAt, answeredByKind, answeredByName, answerDelivery, changedAt })
        .where(and(idIs, isOpen))
        .prepare(),
    ),
    noteDelivery: write(
      'reports.noteDelivery',
      query
        .update(agentReports)
        .set({ answerDelivery, changedAt })
        .where(and(idIs, eq(agentReports.answerDelivery, 'waiting')))
        .prepare(),
    ),
    supersede: write(
      'reports.supersede',
      query
        .update(agentReports)
        .set({ supersededAt, changedAt })
        .where(and(eq(agentReports.sessionId, sql.placeholder('sessionId')), isStandingDone))
        .prepare(),
    ),
    prune: write(
      'reports.prune',
      query
        .delete(agentReports)
        .where(
          and(
            lt(agentReports.at, sql.placeholder('before')),
            or(sql`${agentReports.kind} <> 'question'`, isNotNull(agentReports.answeredAt)),
          ),
        )
        .prepare(),
    ),
  };
}
