import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';
import { sessionSchema } from '../../schemas/session-schema.ts';
import { resourcesFlagSchema } from '../../schemas/value-schemas.ts';

/** One session. */
export const getSession = jsonRoute({
  operationId: 'getSession',
  method: 'get',
  path: '/api/v1/sessions/{sessionId}',
  tag: 'sessions',
  summary: 'One session',
  access: 'session',
  parameters: sessionPathSchema,
  query: z.strictObject({ resources: resourcesFlagSchema }),
  success: { status: 200, description: 'The session.', schema: z.object({ session: sessionSchema }) },
  errors: ['INVALID_SESSION_ID', 'SESSION_NOT_FOUND'],
  async handle({ dependencies, parameters, query }) {
    const session = dependencies.sessions.get(parameters.sessionId);
    if (query.resources !== true) return { session };
    const [measured = session] = await dependencies.sessions.withResources([session]);
    return { session: measured };
  },
});
