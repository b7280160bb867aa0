import type { SessionId, SessionRecord, Timestamp } from '@ao/domain';
import type { DeliveryPolicy } from './delivery-policy.ts';
import type { MessageProgress } from './message-progress.ts';
import type { MessengerOptions } from './messenger-options.ts';
import type { SenderLine } from './sender-line.ts';

/** What every part of a delivery shares. */
export interface DeliveryContext {
  readonly options: MessengerOptions;
  readonly policy: DeliveryPolicy;
  readonly senderLine: SenderLine;
  readonly progress: MessageProgress;
  /**
   * When this run of the messenger began, or its clock was last set: confirmations that came before may still wait in the spool then,
   * and every message gets its time once more.
   */
  readonly startedAt: Timestamp;
  /** True when no new typing may begin. */
  isStopping(): boolean;
}

/** The session as it is stored at this very moment. */
export function sessionNow(context: DeliveryContext, id: SessionId): SessionRecord | null {
  return context.options.stores.sessions.get(id);
}
