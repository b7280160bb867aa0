import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { outletTrialSchema } from '../../schemas/notice-schema.ts';

/** Tries outlets. */
export const testOutlets = jsonRoute({
  operationId: 'testOutlets',
  method: 'post',
  path: '/api/v1/notices/test',
  tag: 'notices',
  summary: 'Try the outlets',
  description: 'Hands a message of its own to one outlet, or to all, past quiet hours and limits. Nothing is stored.',
  access: 'person',
  body: z.strictObject({ outlet: z.string().optional() }),
  success: { status: 200, description: 'What came of it.', schema: z.object({ trials: z.array(outletTrialSchema) }) },
  errors: ['OUTLET_NOT_FOUND'],
  handle: async ({ dependencies, body, signal }) => ({ trials: await dependencies.notices.test(body.outlet ?? null, signal) }),
});
