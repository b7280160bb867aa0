import { z } from '@hono/zod-openapi';
import type { MessageRecord } from '@ao/domain';
import type { Caller } from '../../access/caller.ts';
import { checkAccess } from '../../access/route-access.ts';
import { deadlineSignal } from '../../app/deadline-signal.ts';
import { jsonRoute } from '../../app/http-route.ts';
import { messageSchema } from '../../schemas/message-schema.ts';
import { messagePathSchema } from '../../schemas/path-schemas.ts';
import { queryNumberSchema } from '../../schemas/value-schemas.ts';

const LONGEST_WAIT_MS = 60 * 60 * 1000;

/** One message, at once or when nothing more will happen to it. */
export const getMessage = jsonRoute({
  operationId: 'getMessage',
  method: 'get',
  path: '/api/v1/messages/{messageId}',
  tag: 'messages',
  summary: 'One message with its receipts',
  description: 'With `waitMs` it answers when the message has come to its final state, or as it is when the time is over.',
  access: 'any',
  parameters: messagePathSchema,
  query: z.strictObject({ waitMs: queryNumberSchema({ minimum: 0, maximum: LONGEST_WAIT_MS }).optional() }),
  success: { status: 200, description: 'The message.', schema: z.object({ message: messageSchema }) },
  errors: ['MESSAGE_ID_INVALID', 'MESSAGE_NOT_FOUND', 'TOKEN_SCOPE'],
  async handle({ dependencies, parameters, query, caller, signal, stopping }) {
    const message = dependencies.sessions.message(parameters.messageId);
    checkMessageAccess(caller, message);
    if (query.waitMs === undefined || query.waitMs === 0) return { message };
    const deadline = deadlineSignal(dependencies.clock, query.waitMs, [signal, stopping]);
    try {
      return { message: await dependencies.sessions.settled(message.id, deadline.signal) };
    } finally {
      deadline.cancel();
    }
  },
});

/** Agents may follow what they sent and read what they were sent. */
function checkMessageAccess(caller: Caller, message: MessageRecord): void {
  const isSender = caller.kind === 'session' && message.sender.kind === 'session' && message.sender.sessionId === caller.sessionId;
  if (!isSender) checkAccess(caller, 'session', message.sessionId);
}
