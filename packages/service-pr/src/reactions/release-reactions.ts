import { LIMITED_KINDS, type LimitedKind } from '@ao/domain';
import type { StoredPullRequest } from '@ao/ports';
import { parseReactionLedger, reactionNotes, releaseLimits } from '@ao/reactions';
import type { PullRequestServiceOptions } from '../pull-request-service-options.ts';
import { settingsOf } from './session-reactions.ts';

/** Lets the agent be told again. Answers the kinds whose limits were in use. */
export function releaseReactions(
  { stores, clock }: Pick<PullRequestServiceOptions, 'stores' | 'clock'>,
  { facts: { id, sessionId } }: StoredPullRequest,
  kinds: readonly LimitedKind[] = LIMITED_KINDS,
): readonly LimitedKind[] {
  return stores.transaction(() => {
    const ledger = parseReactionLedger(stores.reactions.ledger(sessionId, id));
    if (ledger === null) return [];
    const now = clock.now();
    const used = kinds.filter((kind) => releaseLimits(ledger, [kind], now) !== ledger);
    if (used.length === 0) return [];
    const next = releaseLimits(ledger, used, now);
    stores.reactions.putLedger(sessionId, id, { ...next }, now);
    stores.pullRequests.recordNote(id, reactionNotes(next, settingsOf({ stores }, sessionId))[0] ?? null);
    return used;
  });
}
