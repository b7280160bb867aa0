import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { messageSchema } from '../../schemas/message-schema.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';
import { queryNumberSchema } from '../../schemas/value-schemas.ts';

const DEFAULT_LIMIT = 50;
const MOST_MESSAGES = 1000;

/** The newest messages of a session. */
export const listMessages = jsonRoute({
  operationId: 'listMessages',
  method: 'get',
  path: '/api/v1/sessions/{sessionId}/messages',
  tag: 'messages',
  summary: 'The messages of a session',
  access: 'session',
  parameters: sessionPathSchema,
  query: z.strictObject({ limit: queryNumberSchema({ minimum: 1, maximum: MOST_MESSAGES }).optional() }),
  success: { status: 200, description: 'Newest first, each with its receipts.', schema: z.object({ messages: z.array(messageSchema) }) },
  errors: ['INVALID_SESSION_ID', 'SESSION_NOT_FOUND'],
  handle: ({ dependencies, parameters, query }) => ({
    messages: dependencies.sessions.messages(parameters.sessionId, query.limit ?? DEFAULT_LIMIT),
  }),
});
