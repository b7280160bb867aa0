import { z } from '@hono/zod-openapi';
import { checkProjectAccess } from '../../access/route-access.ts';
import { jsonRoute } from '../../app/http-route.ts';
import { pullRequestPathSchema } from '../../schemas/path-schemas.ts';
import { pullRequestDetailsSchema } from '../../schemas/pull-request-view-schemas.ts';
import { FIND_ERRORS } from './pull-request-errors.ts';

/** One pull request with checks and open threads; agents read those of their project. */
export const getPullRequest = jsonRoute({
  operationId: 'getPullRequest',
  method: 'get',
  path: '/api/v1/pull-requests/{pullRequest}',
  tag: 'pull-requests',
  summary: 'Get a pull request with its checks and open threads',
  description: 'Named by its id, `123`, `#123`, `owner/repo#123`, its address, or the id of a session that has one; encoded.',
  access: 'any',
  parameters: pullRequestPathSchema,
  success: { status: 200, description: 'As it was last seen.', schema: z.object({ pullRequest: pullRequestDetailsSchema }) },
  errors: FIND_ERRORS,
  handle({ dependencies, parameters, caller }) {
    const pullRequest = dependencies.pullRequests.get(parameters.pullRequest);
    checkProjectAccess(caller, pullRequest.projectId);
    return { pullRequest };
  },
});
