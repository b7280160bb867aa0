import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { pullRequestPathSchema } from '../../schemas/path-schemas.ts';
import { pullRequestViewSchema } from '../../schemas/pull-request-view-schemas.ts';
import { orNull } from '../../schemas/value-schemas.ts';
import { checkPullRequestAccess } from './check-pull-request-access.ts';
import { FIND_ERRORS } from './pull-request-errors.ts';

/** Takes a claim back. */
export const releasePullRequest = jsonRoute({
  operationId: 'releasePullRequest',
  method: 'post',
  path: '/api/v1/pull-requests/{pullRequest}/release',
  tag: 'pull-requests',
  summary: 'Give a claimed pull request back',
  access: 'command',
  parameters: pullRequestPathSchema,
  success: {
    status: 200,
    description: 'Whose it is now: that of the session whose branch it comes from. Null when there is none, and it is forgotten.',
    schema: z.object({ pullRequest: orNull(pullRequestViewSchema) }),
  },
  errors: [...FIND_ERRORS, 'PULL_REQUEST_NOT_CLAIMED'],
  handle({ dependencies, parameters: { pullRequest }, caller }) {
    checkPullRequestAccess(dependencies, caller, pullRequest);
    return dependencies.pullRequests.release(pullRequest);
  },
});
