import type { SessionId } from '@ao/domain';
import { newReactionLedger, type ReactionLedger } from '@ao/reactions';

/** A ledger whose limit of messages about checks is reached. */
export function checkedLedger(sessionId: SessionId, pullRequestId: string): ReactionLedger {
  const ledger = newReactionLedger({ sessionId, pullRequestId });
  return { ...ledger, streaks: { ci: { sent: 3, lastAt: 500, escalatedAt: 900, fineSince: null, round: 0 } } };
}
