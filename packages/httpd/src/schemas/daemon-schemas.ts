import { z } from '@hono/zod-openapi';
import { PERMISSION_MODES } from '@ao/domain';
import { errorCodeSchema } from './problem-schema.ts';
import { countSchema, orNull, timestampSchema } from './value-schemas.ts';

const checkFields = {
  level: z.enum(['ok', 'warning', 'failed']),
  summary: z.string(),
  path: z.string().nullable(),
  version: z.string().nullable(),
  remedy: z.string().nullable(),
  code: orNull(errorCodeSchema),
};

/** What `ao doctor` found. */
export const doctorSchema = z
  .object({
    ok: z.boolean(),
    at: timestampSchema,
    checks: z.array(z.object({ id: z.string(), title: z.string(), ...checkFields }).openapi('DoctorCheck')),
  })
  .openapi('Doctor');

/** One agent this daemon can start. */
export const agentSchema = z
  .object({
    name: z.string(),
    displayName: z.string(),
    permissionModes: z.array(z.enum(PERMISSION_MODES)),
    check: z.object(checkFields).openapi('Check'),
  })
  .openapi('Agent');

/** Whether the process lives. */
export const healthSchema = z.object({ status: z.literal('ok'), service: z.literal('ao'), pid: countSchema }).openapi('Health');

/** Whether requests are taken; a daemon that listens is ready. */
export const readinessSchema = z.object({ status: z.literal('ready'), service: z.literal('ao'), pid: countSchema }).openapi('Readiness');

const reconciliationSchema = z
  .object({
    state: z.enum(['pending', 'running', 'done', 'failed']),
    checked: countSchema,
    total: countSchema,
    adopted: countSchema,
    ended: countSchema,
    unknown: countSchema,
    finishedAt: timestampSchema.nullable(),
  })
  .openapi('Reconciliation');

/** What the daemon tells about itself. */
export const daemonStatusSchema = z
  .object({
    service: z.literal('ao'),
    version: z.string(),
    apiVersion: z.string(),
    pid: countSchema,
    instanceId: z.string(),
    home: z.string(),
    startedAt: timestampSchema,
    uptimeMs: countSchema,
    counts: z.object({
      projects: countSchema,
      liveSessions: countSchema.describe('All that have not ended, those that are queued among them.'),
      endedSessions: countSchema,
      byStatus: z.record(z.string(), countSchema).describe('Live sessions by their status.'),
      eventStreams: countSchema,
    }),
    cursor: countSchema.describe('Sequence number of the newest event.'),
    reconciliation: reconciliationSchema.describe('How far the look at what outlived the last daemon has come.'),
  })
  .openapi('DaemonStatus');
