import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { messageSchema, sendMessageSchema } from '../../schemas/message-schema.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';

/** Puts a message into a session's outbox. Who sent it is told by the token, never by the request. */
export const sendMessage = jsonRoute({
  operationId: 'sendMessage',
  method: 'post',
  path: '/api/v1/sessions/{sessionId}/messages',
  tag: 'messages',
  summary: 'Send a message to the agent',
  description:
    'The message is stored when this answers, and delivered when the agent is ready for it. Follow it with `GET /api/v1/messages/{messageId}?waitMs=…`.',
  access: 'command',
  parameters: sessionPathSchema,
  body: sendMessageSchema,
  success: { status: 202, description: 'The stored message.', schema: z.object({ message: messageSchema }) },
  errors: [
    'INVALID_SESSION_ID',
    'SESSION_NOT_FOUND',
    'SESSION_ENDED',
    'CAPABILITY_UNSUPPORTED',
    'MESSAGE_EMPTY',
    'MESSAGE_TOO_LONG',
    'MESSAGE_ID_INVALID',
    'MESSAGE_ID_CONFLICT',
  ],
  handle({ dependencies, parameters, body, caller }) {
    const sender = caller.kind === 'person' ? ({ kind: 'person' } as const) : ({ kind: 'session', sessionId: caller.sessionId } as const);
    return { message: dependencies.sessions.send({ ...body, sessionId: parameters.sessionId, sender }) };
  },
});
