import { z } from '@hono/zod-openapi';
import { parseProjectId, parseSessionId } from '@ao/domain';
import { jsonRoute } from '../../app/http-route.ts';
import { noticeSchema } from '../../schemas/notice-schema.ts';
import { queryFlagSchema, queryNumberSchema } from '../../schemas/value-schemas.ts';

const DEFAULT_LIMIT = 50;
const MOST_NOTICES = 1000;

/** What people should know. */
export const listNotices = jsonRoute({
  operationId: 'listNotices',
  method: 'get',
  path: '/api/v1/notices',
  tag: 'notices',
  summary: 'What people should know',
  access: 'person',
  query: z.strictObject({
    unread: queryFlagSchema.optional().openapi({ description: 'Only what nobody has read and what has not passed. Default false.' }),
    session: z.string().optional(),
    project: z.string().optional(),
    before: queryNumberSchema({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
      .optional()
      .openapi({ description: 'Only older ones than this id.' }),
    limit: queryNumberSchema({ minimum: 1, maximum: MOST_NOTICES }).optional(),
  }),
  success: {
    status: 200,
    description: 'Newest first, each with what became of telling it.',
    schema: z.object({ notices: z.array(noticeSchema) }),
  },
  errors: ['INVALID_SESSION_ID', 'INVALID_PROJECT_ID'],
  handle: ({ dependencies, query }) => ({
    notices: dependencies.notices.list({
      unread: query.unread ?? false,
      sessionId: query.session === undefined ? undefined : parseSessionId(query.session),
      projectId: query.project === undefined ? undefined : parseProjectId(query.project),
      before: query.before,
      limit: query.limit ?? DEFAULT_LIMIT,
    }),
  }),
});
