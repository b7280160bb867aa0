import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';
import { countSchema } from '../../schemas/value-schemas.ts';

/** Says that notices were read. */
export const markNoticesRead = jsonRoute({
  operationId: 'markNoticesRead',
  method: 'post',
  path: '/api/v1/notices/read',
  tag: 'notices',
  summary: 'Mark notices as read',
  description: 'Those with these ids, or without ids all of them. What is still to be delivered is delivered all the same.',
  access: 'person',
  body: z.strictObject({ ids: z.array(z.int().min(1)).min(1).max(1000).optional() }),
  success: { status: 200, description: 'How many were unread before.', schema: z.object({ read: countSchema }) },
  errors: ['NOTICE_NOT_FOUND'],
  handle: ({ dependencies, body }) => ({ read: dependencies.notices.markRead(body.ids ?? null) }),
});
