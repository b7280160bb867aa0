import { z } from '@hono/zod-openapi';
import { CHANGE_EVENT_TYPES } from '@ao/domain';
import { sessionSchema } from './session-schema.ts';
import { sessionStatusSchema, statusReasonSchema } from './status-schema.ts';
import { countSchema, factsSchema, timestampSchema } from './value-schemas.ts';

/** One committed change. Its frame has the sequence number as `id`. */
export const changeEventSchema = z
  .object({
    type: z.enum(CHANGE_EVENT_TYPES),
    sequence: countSchema,
    at: timestampSchema,
    projectId: z.string().nullable(),
    sessionId: z.string().nullable(),
    payload: factsSchema,
  })
  .openapi('ChangeEvent');

/** A derived status that became another one, or its value after a resumed stream has caught up. */
export const statusEventSchema = z
  .object({
    type: z.literal('session.status'),
    sessionId: z.string(),
    status: sessionStatusSchema,
    reason: statusReasonSchema,
    at: timestampSchema,
  })
  .openapi('StatusEvent');

/** Where a stream starts: the sessions as they are, and the cursor they stand for. */
export const snapshotEventSchema = z
  .object({ type: z.literal('snapshot'), cursor: countSchema, sessions: z.array(sessionSchema) })
  .openapi('SnapshotEvent');

/**
 * The stream cannot go on from where it was. `too_old` and `ahead_of_log`: a snapshot follows on the same stream.
 * `too_slow`: the stream ends; connect again.
 */
export const resetEventSchema = z
  .object({
    type: z.literal('reset'),
    reason: z.enum(['too_old', 'ahead_of_log', 'too_slow']),
    oldest: countSchema,
    newest: countSchema,
  })
  .openapi('ResetEvent');

/** The daemon stops; the stream ends. Connect again with the cursor when it is back. */
export const shutdownEventSchema = z.object({ type: z.literal('shutdown') }).openapi('ShutdownEvent');

/** The data of any frame; `type` is also the name of the frame. */
export const streamEventSchema = z
  .union([changeEventSchema, statusEventSchema, snapshotEventSchema, resetEventSchema, shutdownEventSchema])
  .openapi('StreamEvent');
