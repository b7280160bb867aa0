import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';
import { queryNumberSchema } from '../../schemas/value-schemas.ts';

const DEFAULT_LINES = 100;
const MOST_LINES = 10_000;

/** The last words of an agent. */
export const getSessionOutput = jsonRoute({
  operationId: 'getSessionOutput',
  method: 'get',
  path: '/api/v1/sessions/{sessionId}/output',
  tag: 'sessions',
  summary: 'The last lines of the terminal, as plain text',
  access: 'session',
  parameters: sessionPathSchema,
  query: z.strictObject({ lines: queryNumberSchema({ minimum: 1, maximum: MOST_LINES }).optional() }),
  success: { status: 200, description: 'Oldest first, scrollback included.', schema: z.object({ lines: z.array(z.string()) }) },
  errors: [
    'INVALID_SESSION_ID',
    'SESSION_NOT_FOUND',
    'SESSION_HAS_NO_TERMINAL',
    'UNKNOWN_RUNTIME',
    'RUNTIME_UNAVAILABLE',
    'RUNTIME_GONE',
    'RUNTIME_PROTOCOL',
  ],
  handle: async ({ dependencies, parameters, query }) => ({
    lines: await dependencies.sessions.lines(parameters.sessionId, query.lines ?? DEFAULT_LINES),
  }),
});
