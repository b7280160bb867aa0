import { AoError, type AgentReport, type AgentReportId, type SessionId, type SessionRecord, type StandingReports } from '@ao/domain';
import type { ReportStore } from '@ao/ports';
import type { MemoryChangeLog } from './memory-change-log.ts';
import type { MemoryTable, MemoryTransactions } from './memory-transactions.ts';

/** What the report store needs. */
export interface MemoryReportStoreOptions {
  readonly sessions: MemoryTable<SessionId, SessionRecord>;
  readonly table: MemoryTable<AgentReportId, AgentReport>;
  readonly transactions: MemoryTransactions;
  readonly changes: MemoryChangeLog;
}

/** Makes the report store over a table. */
export function createMemoryReportStore(options: MemoryReportStoreOptions): ReportStore {
  const { sessions, table, transactions, changes } = options;

  const write = (type: 'report.created' | 'report.updated', report: AgentReport): AgentReport => {
    const { id, kind, sessionId, answer, supersededAt } = report;
    table.set(id, report);
    const payload = { id, kind, answered: answer !== null, delivery: answer?.delivery ?? null, superseded: supersededAt !== null };
    changes.append({ type, projectId: sessions.get(sessionId)?.projectId ?? null, sessionId, payload });
    return report;
  };
  const isOpen = ({ kind, answer }: AgentReport): boolean => kind === 'question' && answer === null;
  const stands = ({ kind, supersededAt }: AgentReport): boolean => kind === 'done' && supersededAt === null;

  return {
    get: (id) => table.get(id) ?? null,
    add: (report) =>
      transactions.run(() => {
        const known = table.get(report.id);
        if (known !== undefined) {
          if (known.sessionId === report.sessionId && known.kind === report.kind && known.text === report.text) return known;
          throw new AoError('REPORT_ID_CONFLICT', { details: { reportId: report.id } });
        }
        const { sessionId } = report;
        if (sessions.get(sessionId) === undefined) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
        return write('report.created', { ...report, answer: null, supersededAt: null });
      }),
    list: ({ projectId, sessionId, open, since }, limit) =>
      table
        .rows()
        .filter((report) => sessionId === undefined || report.sessionId === sessionId)
        .filter((report) => projectId === undefined || sessions.get(report.sessionId)?.projectId === projectId)
        .filter((report) => open !== true || isOpen(report))
        .filter((report) => report.at >= (since ?? 0))
        .reverse()
        .slice(0, limit),
    standing: (ids) => {
      const found = new Map<SessionId, StandingReports>();
      for (const report of table.rows()) {
        if (!ids.includes(report.sessionId) || !(isOpen(report) || stands(report))) continue;
        const { questions, done } = found.get(report.sessionId) ?? { questions: [], done: null };
        found.set(report.sessionId, isOpen(report) ? { questions: [...questions, report], done } : { questions, done: report });
      }
      return found;
    },
    answer: (id, answer) =>
      transactions.run(() => {
        const known = table.get(id);
        return known === undefined || !isOpen(known) ? null : write('report.updated', { ...known, answer });
      }),
    noteDelivery: (id, delivery) =>
      transactions.run(() => {
        const known = table.get(id);
        const { answer } = known ?? { answer: null };
        if (known === undefined || answer?.delivery !== 'waiting') return null;
        return write('report.updated', { ...known, answer: { ...answer, delivery } });
      }),
    listUndelivered: () => table.rows().filter(({ answer }) => answer?.delivery === 'waiting'),
    supersede: (sessionId, at) =>
      transactions.run(() => {
        const standing = table.rows().filter((report) => report.sessionId === sessionId && stands(report));
        for (const report of standing) write('report.updated', { ...report, supersededAt: at });
        return standing.length;
      }),
    prune: (before) =>
      transactions.run(() => {
        const old = table.rows().filter((report) => report.at < before && !isOpen(report));
        for (const { id } of old) table.delete(id);
        return old.length;
      }),
  };
}
