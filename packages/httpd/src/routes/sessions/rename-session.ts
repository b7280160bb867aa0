import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';
import { sessionSchema } from '../../schemas/session-schema.ts';

/** Gives a session another name; its id and branch stay. */
export const renameSession = jsonRoute({
  operationId: 'renameSession',
  method: 'patch',
  path: '/api/v1/sessions/{sessionId}',
  tag: 'sessions',
  summary: 'Rename a session',
  access: 'command',
  parameters: sessionPathSchema,
  body: z.strictObject({ displayName: z.string() }),
  success: { status: 200, description: 'The session with its new name.', schema: z.object({ session: sessionSchema }) },
  errors: ['INVALID_SESSION_ID', 'SESSION_NOT_FOUND', 'DISPLAY_NAME_REQUIRED'],
  handle: ({ dependencies, parameters, body }) => ({
    session: dependencies.sessions.rename(parameters.sessionId, body.displayName),
  }),
});
