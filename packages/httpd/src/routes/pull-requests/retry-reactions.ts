import { z } from '@hono/zod-openapi';
import { LIMITED_KINDS } from '@ao/domain';
import { jsonRoute } from '../../app/http-route.ts';
import { pullRequestPathSchema } from '../../schemas/path-schemas.ts';
import { pullRequestViewSchema } from '../../schemas/pull-request-view-schemas.ts';
import { checkPullRequestAccess } from './check-pull-request-access.ts';
import { FIND_ERRORS } from './pull-request-errors.ts';

/** Lets the agent be told again where a limit was reached. */
export const retryReactions = jsonRoute({
  operationId: 'retryReactions',
  method: 'post',
  path: '/api/v1/pull-requests/{pullRequest}/retry',
  tag: 'pull-requests',
  summary: 'Let the agent be told again where a limit was reached',
  access: 'command',
  parameters: pullRequestPathSchema,
  body: z.strictObject({ kinds: z.array(z.enum(LIMITED_KINDS)).min(1).optional() }),
  bodyIsOptional: true,
  success: {
    status: 200,
    description: 'The kinds it made a difference for.',
    schema: z.object({ pullRequest: pullRequestViewSchema, released: z.array(z.enum(LIMITED_KINDS)) }),
  },
  errors: FIND_ERRORS,
  handle({ dependencies, parameters: { pullRequest }, body, caller }) {
    checkPullRequestAccess(dependencies, caller, pullRequest);
    return dependencies.pullRequests.retry(pullRequest, body.kinds);
  },
});
