import { z } from '@hono/zod-openapi';
import { checkProjectAccess } from '../../access/route-access.ts';
import { jsonRoute } from '../../app/http-route.ts';
import { pullRequestPathSchema } from '../../schemas/path-schemas.ts';
import { pullRequestExplanationSchema } from '../../schemas/pull-request-view-schemas.ts';
import { FIND_ERRORS } from './pull-request-errors.ts';

/** Why the agent was told something, or not. */
export const explainPullRequest = jsonRoute({
  operationId: 'explainPullRequest',
  method: 'get',
  path: '/api/v1/pull-requests/{pullRequest}/explain',
  tag: 'pull-requests',
  summary: 'Explain what was told about a pull request, and what was not',
  access: 'any',
  parameters: pullRequestPathSchema,
  success: {
    status: 200,
    description: 'Decisions with their reasons, what waits until when, and what cannot be seen.',
    schema: z.object({ explanation: pullRequestExplanationSchema }),
  },
  errors: FIND_ERRORS,
  handle({ dependencies, parameters, caller }) {
    const explanation = dependencies.pullRequests.explain(parameters.pullRequest);
    checkProjectAccess(caller, explanation.pullRequest.projectId);
    return { explanation };
  },
});
