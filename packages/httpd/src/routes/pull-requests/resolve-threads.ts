import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { pullRequestPathSchema } from '../../schemas/path-schemas.ts';
import { pullRequestViewSchema } from '../../schemas/pull-request-view-schemas.ts';
import { checkPullRequestAccess } from './check-pull-request-access.ts';
import { FIND_ERRORS, HOST_ERRORS } from './pull-request-errors.ts';

/** Marks review threads as resolved. */
export const resolveThreads = jsonRoute({
  operationId: 'resolveReviewThreads',
  method: 'post',
  path: '/api/v1/pull-requests/{pullRequest}/resolve',
  tag: 'pull-requests',
  summary: 'Mark review threads as resolved',
  description: 'Those that are named, or all that are open. Each has an answer of its own.',
  access: 'command',
  parameters: pullRequestPathSchema,
  body: z.strictObject({ threads: z.array(z.string()).min(1).max(200).optional() }),
  bodyIsOptional: true,
  success: {
    status: 200,
    description: 'What became of each.',
    schema: z.object({
      pullRequest: pullRequestViewSchema,
      threads: z.array(
        z.object({ id: z.string(), outcome: z.enum(['resolved', 'gone', 'forbidden', 'unknown']), message: z.string().nullable() }),
      ),
    }),
  },
  errors: [...FIND_ERRORS, ...HOST_ERRORS, 'REVIEW_THREAD_NOT_FOUND', 'NOTHING_TO_RESOLVE', 'PULL_REQUEST_NOT_READ'],
  handle({ dependencies, parameters: { pullRequest }, body, caller }) {
    checkPullRequestAccess(dependencies, caller, pullRequest);
    return dependencies.pullRequests.resolveThreads(pullRequest, body.threads ?? null);
  },
});
