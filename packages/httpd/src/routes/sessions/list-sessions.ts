import { z } from '@hono/zod-openapi';
import { checkProjectAccess } from '../../access/route-access.ts';
import { jsonRoute } from '../../app/http-route.ts';
import { sessionSchema } from '../../schemas/session-schema.ts';
import { queryFlagSchema, resourcesFlagSchema } from '../../schemas/value-schemas.ts';

/** Sessions; agents see those of their project. */
export const listSessions = jsonRoute({
  operationId: 'listSessions',
  method: 'get',
  path: '/api/v1/sessions',
  tag: 'sessions',
  summary: 'List sessions',
  access: 'any',
  query: z.strictObject({
    project: z.string().optional(),
    includeEnded: queryFlagSchema.optional().openapi({ description: 'Ended sessions too. Default false.' }),
    resources: resourcesFlagSchema,
  }),
  success: {
    status: 200,
    description: 'By project, then by number. Agents see their project only.',
    schema: z.object({
      sessions: z.array(sessionSchema),
      lost: z
        .array(z.string())
        .describe('Of the same projects: sessions whose agent vanished, for example in a reboot, and that a restore brings back.'),
    }),
  },
  errors: ['INVALID_PROJECT_ID', 'PROJECT_NOT_FOUND', 'TOKEN_SCOPE'],
  async handle({ dependencies, query, caller }) {
    if (query.project !== undefined) checkProjectAccess(caller, query.project);
    const projectId = query.project ?? (caller.kind === 'session' ? caller.projectId : undefined);
    const listed = dependencies.sessions.list({ projectId, includeEnded: query.includeEnded ?? false });
    const lost = dependencies.sessions.lost(projectId);
    return { sessions: query.resources === true ? await dependencies.sessions.withResources(listed) : listed, lost };
  },
});
