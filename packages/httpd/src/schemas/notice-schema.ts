import { z } from '@hono/zod-openapi';
import { NOTICE_DELIVERY_STATES, NOTICE_HOLDS, NOTICE_KINDS, NOTICE_PRIORITIES } from '@ao/domain';
import { countSchema, timestampSchema } from './value-schemas.ts';

const deliverySchema = z
  .object({
    outlet: z.string(),
    state: z.enum(NOTICE_DELIVERY_STATES),
    attempts: countSchema,
    notBefore: timestampSchema.nullable(),
    hold: z.enum(NOTICE_HOLDS).nullable(),
    dispatchId: z.string().nullable().describe('What the outlet gets as the id.'),
    updatedAt: timestampSchema,
    detail: z.string().nullable().describe('Why the last attempt failed.'),
  })
  .openapi('NoticeDelivery');

/** Something people should know, and what became of telling them. */
export const noticeSchema = z
  .object({
    id: countSchema,
    key: z.string(),
    kind: z.enum(NOTICE_KINDS),
    priority: z.enum(NOTICE_PRIORITIES),
    sessionId: z.string().nullable(),
    projectId: z.string().nullable(),
    text: z.string(),
    url: z.string().nullable(),
    raisedAt: timestampSchema,
    readAt: timestampSchema.nullable(),
    withdrawnAt: timestampSchema.nullable().describe('When what it tells of had passed.'),
    deliveries: z.array(deliverySchema),
  })
  .openapi('Notice');

/** What came of trying an outlet. */
export const outletTrialSchema = z
  .object({
    outlet: z.string(),
    kind: z.string(),
    state: z.enum(['delivered', 'refused', 'unknown']),
    detail: z.string().nullable(),
  })
  .openapi('OutletTrial');
