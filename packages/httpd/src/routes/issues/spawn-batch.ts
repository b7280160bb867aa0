import { checkProjectAccess } from '../../access/route-access.ts';
import { refuseEscalation } from '../../access/spawn-access.ts';
import { jsonRoute } from '../../app/http-route.ts';
import { batchResultSchema, batchSchema } from '../../schemas/issue-schemas.ts';
import { TRACKER_ERRORS } from './tracker-errors.ts';

/** Plans several sessions, and starts them. What was begun goes on, whoever is still listening. */
export const spawnBatch = jsonRoute({
  operationId: 'spawnBatch',
  method: 'post',
  path: '/api/v1/sessions/batch',
  tag: 'issues',
  summary: 'Start several sessions',
  description:
    'Plans a session for each task, and starts them with `execute`. Tasks that an earlier batch started, and issues that sessions work on, are skipped; one that cannot be started stops no other. The same batch sent again starts only what is missing.',
  access: 'command',
  body: batchSchema,
  success: { status: 200, description: 'Every task with the decision about it, and what became of it.', schema: batchResultSchema },
  errors: [...TRACKER_ERRORS],
  handle({ dependencies, body, caller, signal }) {
    checkProjectAccess(caller, body.projectId);
    for (const each of [body.defaults ?? {}, ...(body.items ?? [])]) refuseEscalation(caller, each);
    const isAgent = caller.kind === 'session';
    const spawnedBy = isAgent ? caller.sessionId : undefined;
    return dependencies.issues.batch({ ...body, defaults: { ...body.defaults, spawnedBy }, ownOnly: isAgent }, signal);
  },
});
