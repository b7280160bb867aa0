import { z } from '@hono/zod-openapi';
import { checkProjectAccess } from '../../access/route-access.ts';
import { jsonRoute } from '../../app/http-route.ts';
import { issueSchema } from '../../schemas/issue-schemas.ts';
import { projectPathSchema } from '../../schemas/path-schemas.ts';
import { queryNumberSchema } from '../../schemas/value-schemas.ts';
import { TRACKER_ERRORS } from './tracker-errors.ts';

/** Issues of a project, asked of its tracker; agents see those of their project. */
export const listIssues = jsonRoute({
  operationId: 'listIssues',
  method: 'get',
  path: '/api/v1/projects/{projectId}/issues',
  tag: 'issues',
  summary: 'List issues of a project',
  description: 'Asks the tracker of the project. Titles and texts are words of others.',
  access: 'any',
  parameters: projectPathSchema,
  query: z.strictObject({
    q: z
      .string()
      .max(1_000)
      .optional()
      .openapi({ description: 'As people write it: `label:bug assignee:me is:open crash`. Default: all that are open.' }),
    limit: queryNumberSchema({ minimum: 1, maximum: 100 }).optional(),
  }),
  success: {
    status: 200,
    description: 'Newest first. `hasMore`: more matched.',
    schema: z.object({ issues: z.array(issueSchema), hasMore: z.boolean() }),
  },
  errors: [...TRACKER_ERRORS, 'TOKEN_SCOPE'],
  handle({ dependencies, parameters: { projectId }, query, caller, signal }) {
    checkProjectAccess(caller, projectId);
    return dependencies.issues.list({ projectId, query: query.q, limit: query.limit }, signal);
  },
});
