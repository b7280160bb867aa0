import { z } from '@hono/zod-openapi';
import { parseProjectId, parseSessionId } from '@ao/domain';
import { checkProjectAccess } from '../../access/route-access.ts';
import { jsonRoute } from '../../app/http-route.ts';
import { pullRequestViewSchema } from '../../schemas/pull-request-view-schemas.ts';
import { queryFlagSchema } from '../../schemas/value-schemas.ts';

/** Pull requests as they are stored; agents see those of their project. */
export const listPullRequests = jsonRoute({
  operationId: 'listPullRequests',
  method: 'get',
  path: '/api/v1/pull-requests',
  tag: 'pull-requests',
  summary: 'List pull requests of sessions',
  description: 'As they were last seen; no code host is asked.',
  access: 'any',
  query: z.strictObject({
    session: z.string().optional(),
    project: z.string().optional(),
    includeEnded: queryFlagSchema.optional().openapi({ description: 'Merged and closed ones too. Default false.' }),
  }),
  success: {
    status: 200,
    description: 'By session, open ones first, then the newest change.',
    schema: z.object({ pullRequests: z.array(pullRequestViewSchema) }),
  },
  errors: ['INVALID_SESSION_ID', 'INVALID_PROJECT_ID', 'SESSION_NOT_FOUND', 'PROJECT_NOT_FOUND', 'TOKEN_SCOPE'],
  handle({ dependencies, query, caller }) {
    const ofCaller = caller.kind === 'session' ? caller.projectId : undefined;
    if (query.project !== undefined) checkProjectAccess(caller, query.project);
    const projectId = query.project === undefined ? ofCaller : parseProjectId(query.project);
    const sessionId = query.session === undefined ? undefined : parseSessionId(query.session);
    const listed = dependencies.pullRequests.list({ sessionId, projectId, includeEnded: query.includeEnded });
    return { pullRequests: listed.filter((each) => projectId === undefined || each.projectId === projectId) };
  },
});
