import { z } from '@hono/zod-openapi';
import { parseSessionId } from '@ao/domain';
import { jsonRoute } from '../../app/http-route.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';
import { reactionKindsSchema, sessionReactionsSchema } from '../../schemas/pull-request-view-schemas.ts';

const success = {
  status: 200,
  description: 'How the session reacts now.',
  schema: z.object({ reactions: sessionReactionsSchema }),
} as const;

/** How a session reacts to its pull requests. */
export const getSessionReactions = jsonRoute({
  operationId: 'getSessionReactions',
  method: 'get',
  path: '/api/v1/sessions/{sessionId}/reactions',
  tag: 'pull-requests',
  summary: 'Get how a session reacts to its pull requests',
  access: 'session',
  parameters: sessionPathSchema,
  success,
  errors: ['INVALID_SESSION_ID', 'SESSION_NOT_FOUND'],
  handle: ({ dependencies, parameters }) => ({ reactions: dependencies.pullRequests.reactionsOf(parseSessionId(parameters.sessionId)) }),
});

/** Switches reactions of a session off, or on again. */
export const changeSessionReactions = jsonRoute({
  operationId: 'changeSessionReactions',
  method: 'post',
  path: '/api/v1/sessions/{sessionId}/reactions',
  tag: 'pull-requests',
  summary: 'Switch reactions of a session off, or on again',
  description: 'Unmuted kinds are as the project says. Without kinds all are meant.',
  access: 'command',
  parameters: sessionPathSchema,
  body: z.strictObject({ muted: z.boolean(), kinds: reactionKindsSchema.optional() }),
  success,
  errors: ['INVALID_SESSION_ID', 'SESSION_NOT_FOUND'],
  handle({ dependencies: { pullRequests }, parameters, body: { muted, kinds } }) {
    const sessionId = parseSessionId(parameters.sessionId);
    return { reactions: muted ? pullRequests.mute(sessionId, kinds) : pullRequests.unmute(sessionId, kinds) };
  },
});
