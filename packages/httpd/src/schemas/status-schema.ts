import { z } from '@hono/zod-openapi';
import { SESSION_STATUSES } from '@ao/domain';
import { countSchema, timestampSchema } from './value-schemas.ts';

/** What people see. */
export const sessionStatusSchema = z.enum(SESSION_STATUSES).openapi('SessionStatus');

/** One fact that took part in a derivation. */
export const statusFactSchema = z
  .object({
    name: z.string(),
    value: z.string(),
    source: z.string().nullable(),
    at: timestampSchema.nullable(),
    ageMs: countSchema.nullable(),
  })
  .openapi('StatusFact');

/** Why a status is what it is. */
export const statusReasonSchema = z
  .object({ rule: z.string(), text: z.string(), facts: z.array(statusFactSchema), nextStep: z.string().nullable() })
  .openapi('StatusReason');
