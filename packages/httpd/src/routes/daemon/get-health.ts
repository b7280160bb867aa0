import { jsonRoute } from '../../app/http-route.ts';
import { healthSchema } from '../../schemas/daemon-schemas.ts';

/** Is the process there? Looks at nothing else. */
export const getHealth = jsonRoute({
  operationId: 'getHealth',
  method: 'get',
  path: '/healthz',
  tag: 'daemon',
  summary: 'Whether the daemon lives',
  access: 'open',
  success: { status: 200, description: 'It does.', schema: healthSchema },
  errors: [],
  handle: ({ dependencies }) => ({ status: 'ok' as const, service: 'ao' as const, pid: dependencies.info.pid }),
});
