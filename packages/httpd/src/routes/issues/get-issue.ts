import { z } from '@hono/zod-openapi';
import { checkProjectAccess } from '../../access/route-access.ts';
import { jsonRoute } from '../../app/http-route.ts';
import { issueCommentSchema, issueSchema } from '../../schemas/issue-schemas.ts';
import { issuePathSchema } from '../../schemas/path-schemas.ts';
import { queryNumberSchema } from '../../schemas/value-schemas.ts';
import { REFERENCE_ERRORS, TRACKER_ERRORS } from './tracker-errors.ts';

/** One issue with its newest comments; agents read those of their project. */
export const getIssue = jsonRoute({
  operationId: 'getIssue',
  method: 'get',
  path: '/api/v1/projects/{projectId}/issues/{issue}',
  tag: 'issues',
  summary: 'Get an issue with its newest comments',
  description:
    'The issue is named as people do: `123`, `#123`, `owner/repo#123` or its address, encoded. Agents read issues of their own project only.',
  access: 'any',
  parameters: issuePathSchema,
  query: z.strictObject({
    comments: queryNumberSchema({ minimum: 0, maximum: 100 }).optional().openapi({ description: 'How many of the newest. Default 10.' }),
  }),
  success: {
    status: 200,
    description: 'The issue, and its newest comments, oldest of them first.',
    schema: z.object({ issue: issueSchema, comments: z.array(issueCommentSchema) }),
  },
  errors: [...TRACKER_ERRORS, ...REFERENCE_ERRORS],
  handle({ dependencies, parameters: { projectId, issue }, query, caller, signal }) {
    checkProjectAccess(caller, projectId);
    return dependencies.issues.get({ projectId, issue, comments: query.comments, ownOnly: caller.kind === 'session' }, signal);
  },
});
