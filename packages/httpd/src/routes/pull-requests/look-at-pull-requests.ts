import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { checkPullRequestAccess } from './check-pull-request-access.ts';
import { FIND_ERRORS } from './pull-request-errors.ts';

/** The longest wait for a look; hosts may be slow, and what was begun goes on. */
const LONGEST_LOOK_MS = 20_000;

/** Looks before the time. */
export const lookAtPullRequests = jsonRoute({
  operationId: 'lookAtPullRequests',
  method: 'post',
  path: '/api/v1/pull-requests/look',
  tag: 'pull-requests',
  summary: 'Look at pull requests now',
  description: 'At one, or at everything. Answers when that is done, at most after 20 seconds.',
  access: 'command',
  body: z.strictObject({ pullRequest: z.string().optional() }),
  bodyIsOptional: true,
  success: { status: 200, description: 'It was looked.', schema: z.object({}) },
  errors: FIND_ERRORS,
  async handle({ dependencies, body, caller, signal, stopping }) {
    if (body.pullRequest !== undefined) checkPullRequestAccess(dependencies, caller, body.pullRequest);
    const limit = AbortSignal.any([signal, stopping, AbortSignal.timeout(LONGEST_LOOK_MS)]);
    await dependencies.pullRequests.lookNow(body.pullRequest ?? null, limit).catch((error: unknown) => {
      if (!limit.aborted) throw error;
    });
    return {};
  },
});
