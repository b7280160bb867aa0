import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';
import { sessionSchema } from '../../schemas/session-schema.ts';

/** Rebuilds a worktree that a cleanup removed. */
export const undoCleanup = jsonRoute({
  operationId: 'undoCleanup',
  method: 'post',
  path: '/api/v1/sessions/{sessionId}/undo-cleanup',
  tag: 'sessions',
  summary: 'Rebuild the worktree a cleanup removed',
  description: 'With everything that was in it: index, changed and untracked files.',
  access: 'person',
  parameters: sessionPathSchema,
  success: {
    status: 200,
    description: 'The session and the path of its worktree.',
    schema: z.object({ session: sessionSchema, path: z.string() }),
  },
  errors: [
    'INVALID_SESSION_ID',
    'SESSION_NOT_FOUND',
    'NOTHING_TO_UNDO',
    'SESSION_NOT_ENDED',
    'SESSION_BUSY',
    'RESTORE_TARGET_MISSING',
    'WORKTREE_PATH_TAKEN',
    'BRANCH_CHECKED_OUT_ELSEWHERE',
    'GIT_NOT_FOUND',
    'GIT_FAILED',
    'GIT_TIMEOUT',
    'HOME_NOT_WRITABLE',
  ],
  handle: ({ dependencies, parameters }) => dependencies.sessions.undoCleanup(parameters.sessionId),
});
