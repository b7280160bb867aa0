import { jsonRoute } from '../../app/http-route.ts';
import { doctorSchema } from '../../schemas/daemon-schemas.ts';

/** Checks everything sessions need. */
export const runDoctor = jsonRoute({
  operationId: 'runDoctor',
  method: 'get',
  path: '/api/v1/doctor',
  tag: 'daemon',
  summary: 'Check everything sessions need',
  access: 'person',
  success: { status: 200, description: 'What was checked, what is wrong, and what mends it.', schema: doctorSchema },
  errors: [],
  handle: ({ dependencies }) => dependencies.doctor(),
});
