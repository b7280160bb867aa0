import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { projectPathSchema } from '../../schemas/path-schemas.ts';
import { queryFlagSchema } from '../../schemas/value-schemas.ts';

/** Takes a project from the list. */
export const removeProject = jsonRoute({
  operationId: 'removeProject',
  method: 'delete',
  path: '/api/v1/projects/{projectId}',
  tag: 'projects',
  summary: 'Remove a project from the list',
  description: 'Neither the repository nor any worktree is touched. With `force`, live sessions are ended first.',
  access: 'person',
  parameters: projectPathSchema,
  query: z.strictObject({ force: queryFlagSchema.optional() }),
  success: {
    status: 200,
    description: 'What was removed and which sessions were ended for it.',
    schema: z.object({ projectId: z.string(), endedSessions: z.array(z.string()) }),
  },
  errors: ['INVALID_PROJECT_ID', 'PROJECT_NOT_FOUND', 'PROJECT_HAS_SESSIONS', 'SESSION_BUSY'],
  handle: ({ dependencies, parameters, query }) => dependencies.projects.remove(parameters.projectId, { force: query.force ?? false }),
});
