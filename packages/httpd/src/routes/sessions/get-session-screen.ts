import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';
import { screenSchema } from '../../schemas/session-result-schemas.ts';

/** What a person would see. */
export const getSessionScreen = jsonRoute({
  operationId: 'getSessionScreen',
  method: 'get',
  path: '/api/v1/sessions/{sessionId}/screen',
  tag: 'sessions',
  summary: 'The rendered screen of the terminal',
  access: 'session',
  parameters: sessionPathSchema,
  success: { status: 200, description: 'The screen; after the end of the agent the last one.', schema: z.object({ screen: screenSchema }) },
  errors: [
    'INVALID_SESSION_ID',
    'SESSION_NOT_FOUND',
    'SESSION_HAS_NO_TERMINAL',
    'UNKNOWN_RUNTIME',
    'RUNTIME_UNAVAILABLE',
    'RUNTIME_GONE',
    'RUNTIME_PROTOCOL',
  ],
  handle: async ({ dependencies, parameters }) => ({ screen: await dependencies.sessions.screen(parameters.sessionId) }),
});
