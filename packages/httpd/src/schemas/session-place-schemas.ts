import { z } from '@hono/zod-openapi';
import { QUEUE_HOLDS } from '@ao/domain';
import { countSchema, timestampSchema } from './value-schemas.ts';

/** Where a queued session stands. */
export const queuePlaceSchema = z
  .object({
    position: countSchema.describe(
      '1 is the next. Held by its project limit, it is counted among all that wait of its project; it holds up nobody else then.',
    ),
    heldBy: z.enum(QUEUE_HOLDS),
    text: z.string().describe('What it waits for, with the figures.'),
    nextStep: z.string().describe('What would start it sooner.'),
  })
  .openapi('QueuePlace');

/** What the processes of a session use. */
export const resourcesSchema = z
  .object({
    cpuPercent: z.number().describe('Of one processor: 100 is one of them busy all the time. Averaged over windowMs.'),
    windowMs: countSchema,
    memoryBytes: countSchema.describe('Resident memory of all its processes, added up.'),
    processes: countSchema,
    measuredAt: timestampSchema,
  })
  .openapi('SessionResources');
