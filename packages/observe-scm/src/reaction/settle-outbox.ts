import type { MessageId, MessageRecord } from '@ao/domain';
import type { Messenger, PullRequestSnapshot, Stores } from '@ao/ports';
import { markUndelivered, obsoleteMessages, type ReactionLedger } from '@ao/reactions';
import type { ReactionSituation } from './reaction-situation.ts';

/** Of older messages nothing changes any more. */
const LOOKED_THROUGH = 32;

/** What is needed to look after messages that were sent. */
export interface OutboxSources {
  readonly stores: Pick<Stores, 'messages'>;
  readonly messenger: Pick<Messenger, 'withdraw'>;
}

/**
 * Puts ledger and outbox in agreement: messages that tell what has passed are withdrawn while that is possible, and what never reached the agent may be told
 * again. To be called in the transaction that stores the ledger.
 */
export function settleOutbox(
  { stores, messenger }: OutboxSources,
  situation: ReactionSituation & { readonly ledger: ReactionLedger },
  snapshot: PullRequestSnapshot,
  now: number,
): ReactionLedger {
  const { session, settings, ledger } = situation;
  for (const id of obsoleteMessages({ snapshot, session, settings, ledger, now })) {
    messenger.withdraw(id, `what it tells of ${snapshot.url} is not so any more`);
  }
  const sent = new Set(ledger.told.filter(({ to, isUndelivered }) => to === 'agent' && !isUndelivered).map(({ key }) => key as MessageId));
  const lost = Array.from(sent)
    .slice(-LOOKED_THROUGH)
    .filter((id) => neverArrived(stores.messages.get(id)));
  return markUndelivered(ledger, lost);
}

/** Whether surely nothing of a message came to the agent. One that nobody remembers may have. */
export function neverArrived(message: MessageRecord | null): boolean {
  if (message === null) return false;
  if (message.state === 'withdrawn' || message.state === 'refused') return true;
  const wasBegun = message.delivery !== null || message.receipts.some(({ state }) => state === 'typing' || state === 'submitted');
  return message.state === 'failed' && !wasBegun;
}
