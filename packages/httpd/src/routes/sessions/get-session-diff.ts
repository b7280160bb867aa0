import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';

/** What an agent has changed, as a patch. */
export const getSessionDiff = jsonRoute({
  operationId: 'getSessionDiff',
  method: 'get',
  path: '/api/v1/sessions/{sessionId}/diff',
  tag: 'sessions',
  summary: 'What the agent has changed, as a patch',
  description: 'Against the commit its branch started from; untracked files included.',
  access: 'session',
  parameters: sessionPathSchema,
  success: { status: 200, description: 'The patch; empty when nothing changed.', schema: z.object({ diff: z.string() }) },
  errors: ['INVALID_SESSION_ID', 'SESSION_NOT_FOUND', 'GIT_NOT_FOUND', 'GIT_FAILED', 'GIT_TIMEOUT'],
  handle: async ({ dependencies, parameters }) => ({ diff: await dependencies.sessions.diff(parameters.sessionId) }),
});
