import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { reportPathSchema } from '../../schemas/path-schemas.ts';
import { agentReportSchema } from '../../schemas/report-schema.ts';

/** Who waited for an answer has it. */
export const confirmAnswer = jsonRoute({
  operationId: 'confirmAnswer',
  method: 'post',
  path: '/api/v1/sessions/{sessionId}/reports/{reportId}/received',
  tag: 'reports',
  summary: 'Confirm an answer that was waited for',
  description: 'Without it the answer is sent to the agent as a message, too, ten seconds later.',
  access: 'own',
  parameters: reportPathSchema,
  success: { status: 200, description: 'The question with its answer.', schema: z.object({ report: agentReportSchema }) },
  errors: ['INVALID_SESSION_ID', 'SESSION_NOT_FOUND', 'REPORT_NOT_FOUND', 'NOT_A_QUESTION'],
  handle: ({ dependencies, parameters }) => ({ report: dependencies.reports.received(parameters) }),
});
