import { z } from 'zod';

/** What hosts say, as far as this side needs it. Fields of younger hosts are skipped. */
export const logStateSchema = z.object({
  oldestOffset: z.number(),
  nextOldestOffset: z.number(),
  failure: z.string().nullable(),
  lostBytes: z.number(),
});

/** State of a terminal. */
export const hostStatusSchema = z.object({
  offset: z.number(),
  loggedOffset: z.number(),
  columns: z.number(),
  rows: z.number(),
  queuedInputBytes: z.number(),
  lastOutputAt: z.number().nullable(),
  log: logStateSchema,
});

/** What every greeting of every version says: which versions its host speaks. */
export const protocolRangeSchema = z.object({ protocol: z.number(), oldestProtocol: z.number() });

/** The greeting. */
export const hostHelloSchema = z.object({
  protocol: z.number(),
  oldestProtocol: z.number(),
  capabilities: z.array(z.string()),
  status: hostStatusSchema,
});

/** Why a request was refused. Reasons of younger hosts count as invalid requests. */
export const requestFailureSchema = z.object({
  reason: z.enum(['ended', 'input_full', 'invalid']).catch('invalid'),
  message: z.string(),
});

/** The end of a program. */
export const exitNoticeSchema = z.object({
  code: z.number().nullable(),
  signal: z.string().nullable(),
  at: z.number(),
  offset: z.number(),
});
