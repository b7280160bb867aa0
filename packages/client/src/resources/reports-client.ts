import type { AgentReport, Answer, Body } from '../api-types.ts';
import { type ApiCaller, apiPath } from '../transport/api-caller.ts';
import { WAIT_SLICE_MS, waitInSlices } from './wait-slices.ts';

/** What agents say in so many words, and what is answered. */
export interface ReportsClient {
  /** Newest first. */
  list(options?: {
    readonly project?: string | undefined;
    readonly session?: string | undefined;
    /** Only questions without an answer. */
    readonly open?: boolean | undefined;
    readonly limit?: number | undefined;
  }): Promise<readonly AgentReport[]>;
  get(sessionId: string, reportId: string): Promise<AgentReport>;
  /** For the agent itself, with the token of its session. Choose an `id` to be able to say it again without saying it twice. */
  add(sessionId: string, report: Body<'createReport'>): Promise<AgentReport>;
  /**
   * The question once it is answered, or as it is when the time is over. Without a limit it waits for good. An agent that has its answer
   * confirms it with {@link ReportsClient.received}.
   */
  answered(
    sessionId: string,
    reportId: string,
    options?: { readonly timeoutMs?: number | undefined; readonly signal?: AbortSignal | undefined },
  ): Promise<AgentReport>;
  /** Answers a question. */
  answer(sessionId: string, reportId: string, text: string): Promise<AgentReport>;
  /** Confirms an answer that was waited for, so that it is not sent as a message, too. */
  received(sessionId: string, reportId: string): Promise<AgentReport>;
}

export function createReportsClient(caller: ApiCaller): ReportsClient {
  const pathOf = (sessionId: string, reportId: string) => apiPath`/api/v1/sessions/${sessionId}/reports/${reportId}`;

  async function get(sessionId: string, reportId: string, waitMs?: number, signal?: AbortSignal): Promise<AgentReport> {
    const answer = await caller.json<Answer<'getReport'>>({ method: 'GET', path: pathOf(sessionId, reportId), query: { waitMs }, signal });
    return answer.report;
  }

  return {
    list: async (options = {}) =>
      (await caller.json<Answer<'listReports'>>({ method: 'GET', path: '/api/v1/reports', query: options })).reports,
    get: (sessionId, reportId) => get(sessionId, reportId),
    async add(sessionId, report) {
      const path = apiPath`/api/v1/sessions/${sessionId}/reports`;
      return (await caller.json<Answer<'createReport'>>({ method: 'POST', path, body: report })).report;
    },
    answered: (sessionId, reportId, options = {}) =>
      waitInSlices(options.timeoutMs ?? Number.POSITIVE_INFINITY, WAIT_SLICE_MS, async (sliceMs, isLast) => {
        const report = await get(sessionId, reportId, sliceMs, options.signal);
        return isLast || report.answer !== null ? report : null;
      }),
    async answer(sessionId, reportId, text) {
      const path = apiPath`/api/v1/sessions/${sessionId}/reports/${reportId}/answer`;
      return (await caller.json<Answer<'answerQuestion'>>({ method: 'POST', path, body: { text } })).report;
    },
    async received(sessionId, reportId) {
      const path = apiPath`/api/v1/sessions/${sessionId}/reports/${reportId}/received`;
      return (await caller.json<Answer<'confirmAnswer'>>({ method: 'POST', path })).report;
    },
  };
}
