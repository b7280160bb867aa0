import { jsonRoute } from '../../app/http-route.ts';
import { orchestratorSchema, startOrchestratorSchema } from '../../schemas/orchestrator-schema.ts';
import { spawnSession } from '../sessions/spawn-session.ts';
import { restoreSession } from '../sessions/restore-session.ts';

/** Everything starting a session or bringing one back can raise. */
export const ORCHESTRATOR_ERRORS = [...new Set([...spawnSession.errors, ...restoreSession.errors])];

/** Makes sure that a project has an orchestrator. */
export const startOrchestrator = jsonRoute({
  operationId: 'startOrchestrator',
  method: 'post',
  path: '/api/v1/orchestrators',
  tag: 'orchestrators',
  summary: 'Make sure that a project has an orchestrator',
  description:
    'Answers the one that runs, brings the last one back with its conversation, or starts one; several calls at once answer the same one. With `clean` the one that runs is ended and a new one is started.',
  access: 'person',
  body: startOrchestratorSchema,
  success: { status: 201, description: 'The orchestrator.', schema: orchestratorSchema },
  otherStatus: { status: 200, when: ({ started }) => !started },
  errors: ORCHESTRATOR_ERRORS,
  handle: ({ dependencies, body }) => dependencies.orchestrators.start(body),
});
