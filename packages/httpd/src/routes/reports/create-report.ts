import { z } from '@hono/zod-openapi';
import { AGENT_REPORT_KINDS } from '@ao/domain';
import { jsonRoute } from '../../app/http-route.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';
import { agentReportSchema } from '../../schemas/report-schema.ts';

/** An agent says something about its work. */
export const createReport = jsonRoute({
  operationId: 'createReport',
  method: 'post',
  path: '/api/v1/sessions/{sessionId}/reports',
  tag: 'reports',
  summary: 'Report, ask, or say that the work is done',
  description:
    'With the token of the session. A question stands open until it is answered; wait for that with `GET …/reports/{reportId}?waitMs=…`. That an agent says it is done changes no status.',
  access: 'own',
  parameters: sessionPathSchema,
  body: z.strictObject({
    kind: z.enum(AGENT_REPORT_KINDS),
    text: z.string().describe('At most 4,000 characters are kept. May be empty for `done`.'),
    id: z.string().optional().describe('1 to 100 visible ASCII characters: the same id with the same words is the same report.'),
  }),
  success: { status: 201, description: 'The stored report.', schema: z.object({ report: agentReportSchema }) },
  errors: [
    'INVALID_SESSION_ID',
    'SESSION_NOT_FOUND',
    'SESSION_ENDED',
    'REPORT_EMPTY',
    'REPORT_ID_INVALID',
    'REPORT_ID_CONFLICT',
    'TOO_MANY_QUESTIONS',
  ],
  handle: ({ dependencies, parameters, body }) => ({ report: dependencies.reports.add({ ...body, sessionId: parameters.sessionId }) }),
});
