import { type AgentReport, type AgentReportId, AoError } from '@ao/domain';
import type { OrchestratorService, ReportService } from '@ao/service-session';
import type { MemorySessions } from './memory-services.ts';
import { STARTED_AT } from './sample-records.ts';

/** A question that was asked. */
export function sampleReport(sessionId: string, changes: Partial<AgentReport> = {}): AgentReport {
  return {
    id: 'r-1' as AgentReportId,
    sessionId: sessionId as AgentReport['sessionId'],
    kind: 'question',
    text: 'Which table?',
    at: STARTED_AT,
    launchId: null,
    answer: null,
    supersededAt: null,
    ...changes,
  };
}

/** What agents said, in memory: the session of every call has asked `r-1`. */
export function createMemoryReports(sessions: Pick<MemorySessions, 'get'>): ReportService {
  const answers = new Map<string, AgentReport['answer']>();
  function get({ sessionId, reportId }: { readonly sessionId: string; readonly reportId: string }): AgentReport {
    const { id } = sessions.get(sessionId);
    if (reportId !== 'r-1') throw new AoError('REPORT_NOT_FOUND');
    return sampleReport(id, { answer: answers.get(id) ?? null });
  }
  return {
    add: ({ sessionId, kind, text, id }) => sampleReport(sessions.get(sessionId).id, { kind, text, id: (id ?? 'r-2') as AgentReportId }),
    get,
    list: ({ projectId, sessionId }) => [sampleReport(sessionId === undefined ? `${projectId ?? 'shop'}-1` : sessions.get(sessionId).id)],
    answered: async (place) => get(place),
    answer(place, { text, by }) {
      answers.set(place.sessionId, { text, at: STARTED_AT + 1, by, delivery: 'message' });
      return get(place);
    },
    received: get,
  };
}

/** Orchestrators in memory: the second session of each project is one. */
export function createMemoryOrchestrators(sessions: Pick<MemorySessions, 'get' | 'list' | 'send'>): OrchestratorService {
  const orchestratorOf = (projectId: string) => ({ ...sessions.get(`${projectId}-2`), kind: 'orchestrator' as const });
  return {
    start: async ({ projectId, clean }) => ({ session: orchestratorOf(projectId), started: clean !== false, replaced: null, notices: [] }),
    list: ({ projectId }) => [orchestratorOf(projectId ?? 'shop')],
    async delegate({ projectId, text, id, sender }) {
      const session = orchestratorOf(projectId);
      return { session, started: false, replaced: null, notices: [], message: sessions.send({ sessionId: session.id, text, id, sender }) };
    },
  };
}
