import { REACTION_KINDS, type MessageId, type SessionId } from '@ao/domain';
import { z } from 'zod';
import { REACTION_LEDGER_VERSION, type ReactionLedger } from './reaction-ledger.ts';
import { REACTION_REASONS, type ReactionReason } from './reaction-reason.ts';

const time = z.number();
const count = z.int().nonnegative();
const kind = z.enum(REACTION_KINDS);
const reason = z.enum(Object.keys(REACTION_REASONS) as [ReactionReason, ...ReactionReason[]]);

const entry = z.object({
  kind,
  subject: z.string(),
  signature: z.string(),
  decision: z.enum(['sent', 'notified', 'ended', 'waiting', 'suppressed', 'skipped', 'escalated', 'reset']),
  reason,
  until: time.nullable(),
  at: time,
  messageId: z
    .string()
    .transform((id) => id as MessageId)
    .nullable(),
  attempt: count,
});

const telling = z.object({
  kind,
  signature: z.string(),
  head: z.string(),
  to: z.enum(['agent', 'people']),
  key: z.string(),
  at: time,
  isUndelivered: z.boolean(),
});

const streak = z.object({ sent: count, lastAt: time.nullable(), escalatedAt: time.nullable(), fineSince: time.nullable(), round: count });
const thread = z.object({ marker: z.string(), signature: z.string().nullable(), isAnswered: z.boolean() });

const ledgerSchema = z.object({
  version: z.literal(REACTION_LEDGER_VERSION),
  sessionId: z.string().transform((id) => id as SessionId),
  pullRequestId: z.string(),
  observedAt: time,
  entries: z.array(entry),
  told: z.array(telling),
  streaks: z.partialRecord(kind, streak),
  seen: z.record(z.string(), time),
  threads: z.record(z.string(), thread),
  reads: z.record(z.string(), z.object({ tries: count, nextAt: time })),
  conflict: z.object({ count, isOn: z.boolean() }),
});

/**
 * Reads a ledger as it was stored. Null for one of another version, and for anything else that is none: what is decided anew then has the same names
 * again, so nothing is told twice that is still in the outbox.
 */
export function parseReactionLedger(stored: unknown): ReactionLedger | null {
  const result = ledgerSchema.safeParse(stored);
  return result.success ? result.data : null;
}
