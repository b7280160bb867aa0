import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';
import { sessionSchema } from '../../schemas/session-schema.ts';

/** Brings an ended session back. */
export const restoreSession = jsonRoute({
  operationId: 'restoreSession',
  method: 'post',
  path: '/api/v1/sessions/{sessionId}/restore',
  tag: 'sessions',
  summary: 'Bring an ended session back',
  description:
    'The worktree is rebuilt when it is gone, and the conversation is continued when the agent can. When no more sessions may run, it is queued, and answered at once.',
  access: 'command',
  parameters: sessionPathSchema,
  body: z.strictObject({ queue: z.boolean().optional().describe('As in the start of a session. Default true.') }),
  bodyIsOptional: true,
  success: {
    status: 200,
    description: 'The running (or queued) session; `resumed` tells whether it continues its conversation.',
    schema: z.object({ session: sessionSchema, resumed: z.boolean(), notices: z.array(z.string()) }),
  },
  errors: [
    'INVALID_SESSION_ID',
    'SESSION_NOT_FOUND',
    'SESSION_NOT_ENDED',
    'SESSION_NOT_RESTORABLE',
    'SESSION_BUSY',
    'RESTORE_TARGET_MISSING',
    'UNKNOWN_AGENT',
    'UNKNOWN_RUNTIME',
    'AGENT_COMMAND_REQUIRED',
    'PERMISSION_MODE_UNSUPPORTED',
    'AGENT_NOT_INSTALLED',
    'AGENT_NOT_EXECUTABLE',
    'AGENT_NOT_LOGGED_IN',
    'AGENT_UNSUPPORTED_VERSION',
    'AGENT_LAUNCH_FAILED',
    'RUNTIME_UNAVAILABLE',
    'RUNTIME_CREATE_FAILED',
    'SOCKET_PATH_TOO_LONG',
    'GIT_NOT_FOUND',
    'GIT_TOO_OLD',
    'GIT_FAILED',
    'GIT_TIMEOUT',
    'WORKTREE_PATH_TAKEN',
    'BRANCH_CHECKED_OUT_ELSEWHERE',
    'SPAWN_FAILED',
    'HOME_NOT_WRITABLE',
    'SESSION_LIMIT_REACHED',
    'ORCHESTRATOR_EXISTS',
  ],
  handle: ({ dependencies, parameters, body }) => dependencies.sessions.restore(parameters.sessionId, body),
});
