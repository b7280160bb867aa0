import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { countSchema } from '../../schemas/value-schemas.ts';

/** Asks the daemon to stop. */
export const shutdownDaemon = jsonRoute({
  operationId: 'shutdownDaemon',
  method: 'post',
  path: '/shutdown',
  tag: 'daemon',
  summary: 'Stop the daemon',
  description: 'Agents keep running unless `endSessions` is set; the next daemon finds them again.',
  access: 'person',
  body: z.strictObject({ endSessions: z.boolean().optional().describe('End every live session first.') }),
  bodyIsOptional: true,
  success: {
    status: 202,
    description: 'It stops soon after this answer.',
    schema: z.object({ status: z.literal('stopping'), pid: countSchema }),
  },
  errors: [],
  handle({ dependencies, body }) {
    dependencies.shutdown({ endSessions: body.endSessions ?? false });
    return { status: 'stopping' as const, pid: dependencies.info.pid };
  },
});
