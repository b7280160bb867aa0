import { jsonRoute } from '../../app/http-route.ts';
import { sessionPathSchema } from '../../schemas/path-schemas.ts';
import { explanationSchema } from '../../schemas/session-result-schemas.ts';

/** Why a session has its status. */
export const explainSession = jsonRoute({
  operationId: 'explainSession',
  method: 'get',
  path: '/api/v1/sessions/{sessionId}/explain',
  tag: 'sessions',
  summary: 'Why a session has its status',
  access: 'session',
  parameters: sessionPathSchema,
  success: { status: 200, description: 'Every piece of evidence, with its age.', schema: explanationSchema },
  errors: ['INVALID_SESSION_ID', 'SESSION_NOT_FOUND'],
  handle: ({ dependencies, parameters }) => dependencies.sessions.explain(parameters.sessionId),
});
