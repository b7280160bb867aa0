import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';
import { attachCommandSchema } from '../../schemas/session-result-schemas.ts';

/** How a person attaches without ao. */
export const getAttachCommand = jsonRoute({
  operationId: 'getAttachCommand',
  method: 'get',
  path: '/api/v1/sessions/{sessionId}/attach-command',
  tag: 'sessions',
  summary: "The command that attaches to the terminal with its runtime's own tool",
  access: 'person',
  parameters: sessionPathSchema,
  success: {
    status: 200,
    description: 'The command, for a terminal on this machine; null where the runtime has no tool of its own (`pty-host`).',
    schema: z.object({ command: attachCommandSchema.nullable() }),
  },
  errors: ['INVALID_SESSION_ID', 'SESSION_NOT_FOUND', 'SESSION_HAS_NO_TERMINAL', 'SESSION_ENDED', 'UNKNOWN_RUNTIME', 'RUNTIME_GONE'],
  handle: async ({ dependencies, parameters }) => ({ command: await dependencies.sessions.attachCommand(parameters.sessionId) }),
});
