import { jsonRoute } from '../../app/http-route.ts';
import { delegatedSchema, delegateSchema } from '../../schemas/orchestrator-schema.ts';
import { ORCHESTRATOR_ERRORS } from './start-orchestrator.ts';

/** Gives the orchestrator of a project a task. */
export const delegateTask = jsonRoute({
  operationId: 'delegateTask',
  method: 'post',
  path: '/api/v1/orchestrators/delegate',
  tag: 'orchestrators',
  summary: 'Give a task to the orchestrator of a project',
  description:
    'A message from the person, stored when this answers; the orchestrator is started when there is none. Follow it with `GET /api/v1/messages/{messageId}?waitMs=…`.',
  access: 'person',
  body: delegateSchema,
  success: { status: 202, description: 'The stored message, and the orchestrator.', schema: delegatedSchema },
  errors: [
    ...ORCHESTRATOR_ERRORS,
    'MESSAGE_EMPTY',
    'MESSAGE_TOO_LONG',
    'MESSAGE_ID_INVALID',
    'MESSAGE_ID_CONFLICT',
    'CAPABILITY_UNSUPPORTED',
  ],
  handle: ({ dependencies, body }) => dependencies.orchestrators.delegate({ ...body, sender: { kind: 'person' } }),
});
