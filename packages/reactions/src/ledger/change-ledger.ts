import type { MessageId, ReactionKind, Timestamp } from '@ao/domain';
import { streakOf, withEntries } from './ledger-memory.ts';
import { FRESH_STREAK, type ReactionLedger } from './reaction-ledger.ts';

/**
 * Takes note that messages never reached the agent (`refused`, or `failed` before the first byte): what they told is told again, in a new message and
 * within the same limits. Never call it for a message that may have been delivered, such as a stalled one.
 */
export function markUndelivered(ledger: ReactionLedger, messageIds: readonly MessageId[]): ReactionLedger {
  const keys = new Set<string>(messageIds);
  if (!ledger.told.some(({ key, isUndelivered }) => keys.has(key) && !isUndelivered)) return ledger;
  return { ...ledger, told: ledger.told.map((telling) => (keys.has(telling.key) ? { ...telling, isUndelivered: true } : telling)) };
}

/**
 * Lets the agent be told again about kinds whose limit was reached, because a person asked for it: messages in a row count anew, and people may be told
 * once more. What was told already stays told.
 */
export function releaseLimits(ledger: ReactionLedger, kinds: readonly ReactionKind[], now: Timestamp): ReactionLedger {
  const used = kinds.filter((kind) => streakOf(ledger, kind).sent > 0 || streakOf(ledger, kind).escalatedAt !== null);
  if (used.length === 0) return ledger;
  const anew = used.map((kind) => [kind, { ...FRESH_STREAK, round: streakOf(ledger, kind).round + 1 }] as const);
  const drafts = used.map(
    (kind) =>
      ({
        kind,
        subject: kind,
        signature: `reset:${kind}`,
        decision: 'reset',
        reason: 'released',
        until: null,
        at: now,
        messageId: null,
        attempt: 0,
      }) as const,
  );
  return { ...ledger, streaks: { ...ledger.streaks, ...Object.fromEntries(anew) }, entries: withEntries(ledger.entries, drafts) };
}
