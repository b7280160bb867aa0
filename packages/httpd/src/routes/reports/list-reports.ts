import { z } from '@hono/zod-openapi';
import { checkAccess, checkProjectAccess } from '../../access/route-access.ts';
import { jsonRoute } from '../../app/http-route.ts';
import { agentReportSchema } from '../../schemas/report-schema.ts';
import { queryFlagSchema, queryNumberSchema } from '../../schemas/value-schemas.ts';

/** What agents said; agents see what they said themselves, those that may command all of their project. */
export const listReports = jsonRoute({
  operationId: 'listReports',
  method: 'get',
  path: '/api/v1/reports',
  tag: 'reports',
  summary: 'List what agents said',
  access: 'any',
  query: z.strictObject({
    project: z.string().optional(),
    session: z.string().optional(),
    open: queryFlagSchema.optional().openapi({ description: 'Only questions without an answer. Default false.' }),
    limit: queryNumberSchema({ minimum: 1, maximum: 500 }).optional(),
  }),
  success: { status: 200, description: 'Newest first.', schema: z.object({ reports: z.array(agentReportSchema) }) },
  errors: ['INVALID_PROJECT_ID', 'PROJECT_NOT_FOUND', 'INVALID_SESSION_ID', 'SESSION_NOT_FOUND', 'TOKEN_SCOPE'],
  handle({ dependencies, query, caller }) {
    const { project, session, open, limit } = query;
    if (project !== undefined) checkProjectAccess(caller, project);
    if (session !== undefined) checkAccess(caller, 'session', session);
    if (caller.kind === 'person') return { reports: dependencies.reports.list({ projectId: project, sessionId: session, open, limit }) };
    const own = caller.mayCommand ? session : (session ?? caller.sessionId);
    return { reports: dependencies.reports.list({ projectId: caller.projectId, sessionId: own, open, limit }) };
  },
});
