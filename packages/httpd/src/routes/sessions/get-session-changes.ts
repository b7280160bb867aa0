import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';
import { changesSchema } from '../../schemas/session-result-schemas.ts';

/** What an agent has changed, in numbers. */
export const getSessionChanges = jsonRoute({
  operationId: 'getSessionChanges',
  method: 'get',
  path: '/api/v1/sessions/{sessionId}/changes',
  tag: 'sessions',
  summary: 'What the agent has changed',
  description: 'Against the commit its branch started from, uncommitted work included.',
  access: 'session',
  parameters: sessionPathSchema,
  success: { status: 200, description: 'Files and lines.', schema: z.object({ changes: changesSchema }) },
  errors: ['INVALID_SESSION_ID', 'SESSION_NOT_FOUND', 'GIT_NOT_FOUND', 'GIT_FAILED', 'GIT_TIMEOUT'],
  handle: async ({ dependencies, parameters }) => ({ changes: await dependencies.sessions.changes(parameters.sessionId) }),
});
