import type { MessageDelivery, MessageId, MessageReceipt, MessageRecord, LaunchId, SessionId, Timestamp } from '@ao/domain';

/** What changes when a message moves on. */
export interface MessageStep {
  readonly receipt: MessageReceipt;
  readonly delivery?: MessageDelivery | undefined;
  readonly launchId?: LaunchId | undefined;
  readonly submittedWhileBusy?: boolean | undefined;
}

/** The outbox. Synchronous, see {@link SessionStore}. */
export interface MessageStore {
  /**
   * Inserts a message as `queued`, behind the others of its session; places are never given twice. When the id exists: answers the stored
   * one if session and text are equal, else throws `MESSAGE_ID_CONFLICT`. Throws `SESSION_NOT_FOUND`.
   */
  enqueue(
    message: Omit<MessageRecord, 'sequence' | 'state' | 'receipts' | 'delivery' | 'launchId' | 'submittedWhileBusy' | 'updatedAt'> & {
      readonly receipt: MessageReceipt;
    },
  ): MessageRecord;
  get(id: MessageId): MessageRecord | null;
  /** Moves a message on, if it is in one of the expected states; answers null (and changes nothing) when it is not. */
  advance(id: MessageId, from: readonly MessageRecord['state'][], step: MessageStep): MessageRecord | null;
  /**
   * Notes, without a receipt, that a queued message is being handed over to a launch through the agent's own interface, or, with a
   * null launch, that surely nothing was handed over. Sets `delivery` to `structured` or null, and `updatedAt`. Answers false, and
   * changes nothing, when the message is not queued.
   */
  noteHandover(id: MessageId, handover: { readonly launchId: LaunchId | null; readonly at: Timestamp }): boolean;
  /** Messages of a session that are not in a final state, in order of delivery. */
  listOpen(sessionId: SessionId): readonly MessageRecord[];
  /** How many messages that are not in a final state each of these sessions has, in one query. Sessions without any are absent. */
  countOpen(sessionIds: readonly SessionId[]): ReadonlyMap<SessionId, number>;
  /** Sessions that have messages which are not in a final state. */
  sessionsWithOpen(): readonly SessionId[];
  /** The newest messages of a session, newest first. */
  listForSession(sessionId: SessionId, limit: number): readonly MessageRecord[];
  /** Drops messages in a final state older than a time. Answers how many. */
  prune(updatedBefore: Timestamp): number;
}
