import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';
import { killResultSchema } from '../../schemas/session-result-schemas.ts';

/** Ends a session. */
export const killSession = jsonRoute({
  operationId: 'killSession',
  method: 'post',
  path: '/api/v1/sessions/{sessionId}/kill',
  tag: 'sessions',
  summary: 'End a session',
  description:
    'Ends the agent and everything it started. Ending an ended session is a success. The worktree stays unless `removeWorktree` is set and it holds nothing of its own.',
  access: 'command',
  parameters: sessionPathSchema,
  body: z.strictObject({ removeWorktree: z.boolean().optional() }),
  bodyIsOptional: true,
  success: { status: 200, description: 'What was ended and what is left.', schema: killResultSchema },
  errors: ['INVALID_SESSION_ID', 'SESSION_NOT_FOUND', 'SESSION_BUSY'],
  handle: ({ dependencies, parameters, body }) => dependencies.sessions.kill(parameters.sessionId, body),
});
