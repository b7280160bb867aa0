import { z } from '@hono/zod-openapi';
import { deadlineSignal } from '../../app/deadline-signal.ts';
import { jsonRoute } from '../../app/http-route.ts';
import { reportPathSchema } from '../../schemas/path-schemas.ts';
import { agentReportSchema } from '../../schemas/report-schema.ts';
import { queryNumberSchema } from '../../schemas/value-schemas.ts';

const LONGEST_WAIT_MS = 60 * 60 * 1000;

/** One report; a question also when it is answered. */
export const getReport = jsonRoute({
  operationId: 'getReport',
  method: 'get',
  path: '/api/v1/sessions/{sessionId}/reports/{reportId}',
  tag: 'reports',
  summary: 'One report of an agent',
  description:
    'With `waitMs` it answers when the question is answered, or as it is when the time is over. Who waits and gets an answer confirms it with `POST …/received`.',
  access: 'session',
  parameters: reportPathSchema,
  query: z.strictObject({ waitMs: queryNumberSchema({ minimum: 0, maximum: LONGEST_WAIT_MS }).optional() }),
  success: { status: 200, description: 'The report.', schema: z.object({ report: agentReportSchema }) },
  errors: ['INVALID_SESSION_ID', 'SESSION_NOT_FOUND', 'REPORT_NOT_FOUND', 'NOT_A_QUESTION'],
  async handle({ dependencies, parameters, query, signal, stopping }) {
    if (query.waitMs === undefined || query.waitMs === 0) return { report: dependencies.reports.get(parameters) };
    const deadline = deadlineSignal(dependencies.clock, query.waitMs, [signal, stopping]);
    try {
      return { report: await dependencies.reports.answered(parameters, deadline.signal) };
    } finally {
      deadline.cancel();
    }
  },
});
