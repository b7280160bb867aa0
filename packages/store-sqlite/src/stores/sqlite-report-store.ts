import { AoError, type AgentReport, type QuestionAnswer, type SessionId, type StandingReports } from '@ao/domain';
import type { ReportStore, SessionStore } from '@ao/ports';
import type { Connection } from '../database/connection.ts';
import { prepareReportStatements, type ReportRow } from './report-statements.ts';
import { senderNameOf, senderOf } from './sender-columns.ts';

function answerOf(row: ReportRow): QuestionAnswer | null {
  const { answer, answeredAt, answeredByKind, answeredByName, answerDelivery } = row;
  if (answer === null || answeredAt === null || answeredByKind === null || answerDelivery === null) return null;
  return { text: answer, at: answeredAt, by: senderOf(answeredByKind, answeredByName), delivery: answerDelivery };
}

function recordOf(row: ReportRow): AgentReport {
  const { id, sessionId, kind, text, at, launchId, supersededAt } = row;
  return { id, sessionId, kind, text, at, launchId, answer: answerOf(row), supersededAt };
}

/** Makes the report store of a connection. */
export function createSqliteReportStore(connection: Connection, sessions: Pick<SessionStore, 'get'>): ReportStore {
  const { clock, transaction } = connection;
  const statements = prepareReportStatements(connection);
  const get: ReportStore['get'] = (id) => {
    const row = statements.get.get({ id });
    return row === undefined ? null : recordOf(row);
  };

  return {
    get,
    add: (report) =>
      transaction(() => {
        const { id, sessionId, kind, text } = report;
        const known = get(id);
        if (known !== null) {
          if (known.sessionId === sessionId && known.kind === kind && known.text === text) return known;
          throw new AoError('REPORT_ID_CONFLICT', { details: { reportId: id } });
        }
        if (sessions.get(sessionId) === null) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
        const sequence = (statements.lastSequence.get()?.sequence ?? 0) + 1;
        const empty = { answer: null, answeredAt: null, answeredByKind: null, answeredByName: null, answerDelivery: null };
        statements.insert.run({ ...report, ...empty, sequence, supersededAt: null, changedAt: clock.now() });
        return { ...report, answer: null, supersededAt: null };
      }),
    list: ({ projectId, sessionId, open, since }, limit) =>
      statements.list
        .all({ projectId: projectId ?? null, sessionId: sessionId ?? null, open: open === true ? 1 : 0, since: since ?? 0, limit })
        .map(recordOf),
    standing: (ids) => {
      const found = new Map<SessionId, StandingReports>();
      if (ids.length === 0) return found;
      for (const row of statements.standing.all({ sessionIds: JSON.stringify(ids) })) {
        const { questions, done } = found.get(row.sessionId) ?? { questions: [], done: null };
        const report = recordOf(row);
        found.set(row.sessionId, report.kind === 'question' ? { questions: [...questions, report], done } : { questions, done: report });
      }
      return found;
    },
    answer: (id, { text, at, by, delivery }) =>
      transaction(() => {
        const answer = {
          answer: text,
          answeredAt: at,
          answeredByKind: by.kind,
          answeredByName: senderNameOf(by),
          answerDelivery: delivery,
        };
        return statements.answer.run({ id, ...answer, changedAt: clock.now() }) === 0 ? null : get(id);
      }),
    noteDelivery: (id, delivery) =>
      transaction(() => (statements.noteDelivery.run({ id, answerDelivery: delivery, changedAt: clock.now() }) === 0 ? null : get(id))),
    listUndelivered: () => statements.listUndelivered.all().map(recordOf),
    supersede: (sessionId, at) => transaction(() => statements.supersede.run({ sessionId, supersededAt: at, changedAt: clock.now() })),
    prune: (before) => transaction(() => statements.prune.run({ before })),
  };
}
