import { z } from '@hono/zod-openapi';
import { checkProjectAccess } from '../../access/route-access.ts';
import { jsonRoute } from '../../app/http-route.ts';
import { sessionSchema } from '../../schemas/session-schema.ts';
import { queryFlagSchema } from '../../schemas/value-schemas.ts';

/** Orchestrators; agents see that of their project. */
export const listOrchestrators = jsonRoute({
  operationId: 'listOrchestrators',
  method: 'get',
  path: '/api/v1/orchestrators',
  tag: 'orchestrators',
  summary: 'List orchestrators',
  access: 'any',
  query: z.strictObject({
    project: z.string().optional(),
    includeEnded: queryFlagSchema.optional().openapi({ description: 'Ended ones too. Default false.' }),
  }),
  success: { status: 200, description: 'By project.', schema: z.object({ sessions: z.array(sessionSchema) }) },
  errors: ['INVALID_PROJECT_ID', 'PROJECT_NOT_FOUND', 'TOKEN_SCOPE'],
  handle({ dependencies, query, caller }) {
    if (query.project !== undefined) checkProjectAccess(caller, query.project);
    const projectId = query.project ?? (caller.kind === 'session' ? caller.projectId : undefined);
    return { sessions: dependencies.orchestrators.list({ projectId, includeEnded: query.includeEnded }) };
  },
});
