import { z } from '@hono/zod-openapi';
import { OPERATION_KINDS, OPERATION_STATES } from '@ao/domain';
import { factsSchema, timestampSchema } from './value-schemas.ts';

/** A journalled operation. */
export const operationSchema = z
  .object({
    id: z.string(),
    kind: z.enum(OPERATION_KINDS),
    sessionId: z.string(),
    state: z.enum(OPERATION_STATES),
    request: factsSchema,
    steps: z.array(
      z.object({
        name: z.string(),
        state: z.enum(['started', 'done', 'failed']),
        startedAt: timestampSchema,
        finishedAt: timestampSchema.nullable(),
        created: factsSchema,
      }),
    ),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    startedAt: timestampSchema,
    deadlineAt: timestampSchema,
    finishedAt: timestampSchema.nullable(),
  })
  .openapi('Operation');
