import { jsonRoute } from '../../app/http-route.ts';
import { readinessSchema } from '../../schemas/daemon-schemas.ts';

/** Are requests taken? The port is opened only when they are. */
export const getReadiness = jsonRoute({
  operationId: 'getReadiness',
  method: 'get',
  path: '/readyz',
  tag: 'daemon',
  summary: 'Whether the daemon takes requests',
  description: 'The port is opened when everything is ready, so whoever gets an answer gets this one.',
  access: 'open',
  success: { status: 200, description: 'It does.', schema: readinessSchema },
  errors: [],
  handle: ({ dependencies }) => ({ status: 'ready' as const, service: 'ao' as const, pid: dependencies.info.pid }),
});
