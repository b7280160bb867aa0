import type { MessageId, ReactionKind, Timestamp } from '@ao/domain';
import type { ReactionDecision, ReactionEntry } from '../ledger/reaction-ledger.ts';
import type { ReactionReason } from '../ledger/reaction-reason.ts';
import type { Finding } from '../look/kind-look.ts';

/** A finding that may be told now, as far as its kind is concerned. */
export interface DueFinding {
  readonly kind: ReactionKind;
  readonly finding: Finding;
  /** When it was first seen. */
  readonly since: Timestamp;
  readonly reason: 'new' | 'reminder' | 'not_delivered_before';
}

/** What a decision is about. */
type About = Pick<ReactionEntry, 'kind' | 'subject' | 'signature'>;

/** One decision on its way into the ledger. */
export function draftEntry(
  about: About,
  decision: ReactionDecision,
  reason: ReactionReason,
  more: { readonly at: Timestamp; readonly until?: Timestamp | null; readonly messageId?: MessageId; readonly attempt?: number },
): ReactionEntry {
  return {
    kind: about.kind,
    subject: about.subject,
    signature: about.signature,
    decision,
    reason,
    until: more.until ?? null,
    at: more.at,
    messageId: more.messageId ?? null,
    attempt: more.attempt ?? 0,
  };
}

/** A due finding as what a decision is about. */
export function aboutDue({ kind, finding }: DueFinding): About {
  return { kind, subject: finding.subject, signature: finding.signature };
}
