import type { MessageId, MessageRecord, PullRequestNote } from '@ao/domain';
import type { Notices, PullRequestSnapshot, Stores } from '@ao/ports';
import type { ReactionLedger } from '@ao/reactions';

/** What is needed to say what became of messages. */
export interface DeliverySources {
  readonly stores: Pick<Stores, 'messages'>;
  readonly notices: Notices;
}

/**
 * Sees to it that nobody is said to be told who may not have been: the newest message about what a note tells of may have stalled on its way, which nobody
 * waits to hear. People are told so once, until a late confirmation shows that it arrived. To be called in the transaction that stores the note.
 */
export function noteOfDelivery(
  { stores, notices }: DeliverySources,
  note: PullRequestNote | null,
  { ledger, snapshot }: { readonly ledger: ReactionLedger; readonly snapshot: PullRequestSnapshot },
): PullRequestNote | null {
  if (note?.state !== 'told') return note;
  const telling = ledger.told.findLast(({ kind, to, isUndelivered }) => kind === note.kind && to === 'agent' && !isUndelivered);
  const message = telling === undefined ? null : stores.messages.get(telling.key as MessageId);
  if (message === null) return note;
  const key = `stalled:${message.id}`;
  if (!isUnsure(message)) {
    if (message.receipts.some(isUnsure)) notices.withdraw(key);
    return note;
  }
  const { sessionId } = ledger;
  const reason = message.receipts.at(-1)?.evidence ?? message.state;
  const text = `It is not certain that the agent of ${sessionId} got a message about pull request #${snapshot.number}: ${reason}. Look at its terminal with \`ao attach ${sessionId}\`.`;
  notices.raise({ key, kind: 'escalation', priority: 'normal', sessionId, text, url: snapshot.url });
  return { ...note, state: 'stalled', at: message.updatedAt };
}

/** It was begun, and never confirmed. One to an agent that confirms nothing is as sure as it can be. */
function isUnsure({ state }: Pick<MessageRecord, 'state'>): boolean {
  return state === 'stalled' || state === 'failed';
}
