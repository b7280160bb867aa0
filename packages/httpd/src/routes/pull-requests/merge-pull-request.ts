import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { pullRequestPathSchema } from '../../schemas/path-schemas.ts';
import { pullRequestViewSchema } from '../../schemas/pull-request-view-schemas.ts';
import { FIND_ERRORS, HOST_ERRORS } from './pull-request-errors.ts';

/** Merges a pull request at its host. */
export const mergePullRequest = jsonRoute({
  operationId: 'mergePullRequest',
  method: 'post',
  path: '/api/v1/pull-requests/{pullRequest}/merge',
  tag: 'pull-requests',
  summary: 'Merge a pull request',
  description: 'By people only, and only if its head is still the expected one. Never forces, never queues, never deletes the branch.',
  access: 'person',
  parameters: pullRequestPathSchema,
  body: z.strictObject({
    expectedHead: z.string().min(1).max(100).describe('The head commit the caller has looked at.'),
    method: z.enum(['merge', 'squash', 'rebase']).optional().describe('Default squash.'),
    commitTitle: z.string().max(300).optional(),
    commitMessage: z.string().max(10_000).optional(),
  }),
  success: {
    status: 200,
    description: 'It is merged.',
    schema: z.object({
      pullRequest: pullRequestViewSchema,
      commit: z.string().nullable(),
      wasAlready: z.boolean().describe('It had been merged before.'),
    }),
  },
  errors: [
    ...FIND_ERRORS,
    ...HOST_ERRORS,
    'PULL_REQUEST_HEAD_MOVED',
    'PULL_REQUEST_CONFLICT',
    'MERGE_METHOD_NOT_ALLOWED',
    'PULL_REQUEST_NOT_MERGEABLE',
    'PULL_REQUEST_CLOSED',
    'MERGE_UNCERTAIN',
  ],
  handle({ dependencies, parameters: { pullRequest }, body }) {
    // A client that goes away must not leave a merge half known.
    return dependencies.pullRequests.merge(pullRequest, body);
  },
});
