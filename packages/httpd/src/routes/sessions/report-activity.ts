import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';
import { sessionSchema } from '../../schemas/session-schema.ts';

/** An agent says what it is doing. */
export const reportActivity = jsonRoute({
  operationId: 'reportActivity',
  method: 'post',
  path: '/api/v1/sessions/{sessionId}/activity',
  tag: 'sessions',
  summary: 'Say what the agent is doing',
  description: 'For agents without hooks, with the token of their session.',
  access: 'own',
  parameters: sessionPathSchema,
  body: z.strictObject({
    state: z.enum(['active', 'idle', 'waiting_input']),
    detail: z.string().max(500).optional().describe('What the person is asked, or another short note.'),
  }),
  success: { status: 200, description: 'The session after the report.', schema: z.object({ session: sessionSchema }) },
  errors: ['INVALID_SESSION_ID', 'SESSION_NOT_FOUND', 'SESSION_ENDED', 'SESSION_NOT_READY'],
  handle: ({ dependencies, parameters, body }) => ({ session: dependencies.sessions.report(parameters.sessionId, body) }),
});
