import { z } from '@hono/zod-openapi';
import { checkProjectAccess } from '../../access/route-access.ts';
import { refuseEscalation } from '../../access/spawn-access.ts';
import { jsonRoute } from '../../app/http-route.ts';
import { spawnBodySchema } from '../../schemas/issue-schemas.ts';
import { sessionSchema } from '../../schemas/session-schema.ts';
import { REFERENCE_ERRORS, TRACKER_ERRORS } from '../issues/tracker-errors.ts';

/**
 * Starts a session. The request is not tied to the client: what was begun is finished or undone, whoever is still listening.
 */
export const spawnSession = jsonRoute({
  operationId: 'spawnSession',
  method: 'post',
  path: '/api/v1/sessions',
  tag: 'sessions',
  summary: 'Start a session',
  description:
    'Answers when the process of the agent runs, or at once with a session in the phase `queued` when no more sessions may run: it is started as soon as there is a place. A client that goes away stops nothing. With an `Idempotency-Key`, the same request can be sent again and answers the same session. With `issue`, the issue is read first: without a session for it nothing is created.',
  access: 'command',
  headers: z.object({ 'idempotency-key': z.string().min(1).max(128).optional() }),
  body: spawnBodySchema,
  success: {
    status: 201,
    description: 'The session, and things people should know.',
    schema: z.object({ session: sessionSchema, notices: z.array(z.string()) }),
  },
  errors: [
    ...TRACKER_ERRORS,
    ...REFERENCE_ERRORS,
    'ISSUE_CLOSED',
    'ISSUE_TAKEN',
    'UNKNOWN_AGENT',
    'UNKNOWN_RUNTIME',
    'PERMISSION_MODE_UNSUPPORTED',
    'AGENT_COMMAND_REQUIRED',
    'PROMPT_TOO_LONG',
    'DISPLAY_NAME_REQUIRED',
    'IDEMPOTENCY_KEY_REUSED',
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
    'NOT_A_GIT_REPOSITORY',
    'PROJECT_PATH_INVALID',
    'REPOSITORY_BARE',
    'REPOSITORY_EMPTY',
    'INVALID_BRANCH_NAME',
    'BRANCH_CHECKED_OUT_ELSEWHERE',
    'BRANCH_NAME_CLASH',
    'BASE_NOT_FOUND',
    'WORKTREE_PATH_TAKEN',
    'WORKTREE_OUTSIDE_ROOT',
    'SPAWN_FAILED',
    'OPERATION_INTERRUPTED',
    'HOME_NOT_WRITABLE',
    'SESSION_LIMIT_REACHED',
    'ORCHESTRATOR_EXISTS',
  ],
  async handle({ dependencies, body, caller, header }) {
    checkProjectAccess(caller, body.projectId);
    refuseEscalation(caller, body);
    const { issue, allowClosed, allowDuplicate, ...start } = body;
    const isAgent = caller.kind === 'session';
    const request = { ...start, spawnedBy: isAgent ? caller.sessionId : undefined, idempotencyKey: header('idempotency-key') };
    if (issue === undefined) return dependencies.sessions.spawn(request);
    const spawned = await dependencies.issues.spawn({ ...request, issue, allowClosed, allowDuplicate, ownOnly: isAgent });
    return { session: dependencies.sessions.get(spawned.sessionId), notices: spawned.notices };
  },
});
