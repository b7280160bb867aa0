import type { AgentSignal } from '../agent/v1/agent-signal.ts';
import type { MessageId, MessageRecord, MessageSender, SessionId } from '@ao/domain';

/** A message to be delivered. */
export interface SendRequest {
  readonly sessionId: SessionId;
  readonly text: string;
  /** Chosen by the client: the same id with the same text is the same message; with another text it is a conflict. Null: one is made. */
  readonly id: MessageId | null;
  readonly sender: MessageSender;
  /** Interrupt the agent's turn first, in its own way. */
  readonly urgent: boolean;
}

/** Delivers messages to agents, in order per session, and keeps receipts. */
export interface Messenger {
  /**
   * Stores the message; when this returns, it survives anything but the loss of the disk.
   * Throws `SESSION_NOT_FOUND`, `SESSION_ENDED`, `MESSAGE_EMPTY`, `MESSAGE_TOO_LONG`, `MESSAGE_ID_CONFLICT`, `CAPABILITY_UNSUPPORTED`.
   */
  send(request: SendRequest): MessageRecord;
  /**
   * Takes a message back, if nothing of it was delivered yet: it is still queued, was never begun, and is not the prompt its session was
   * started with. Answers the withdrawn message; null, and nothing is changed, when it is too late, or there is no such message.
   *
   * @param evidence - for people: why.
   */
  withdraw(id: MessageId, evidence: string): MessageRecord | null;
  /** Tells that something changed for a session (its activity, its launch): look whether a message can go now. Returns at once. */
  wake(sessionId: SessionId): void;
  /** Hands over a signal that may confirm a message. Synchronous: the receipt is stored when it returns. */
  acknowledge(sessionId: SessionId, signal: Extract<AgentSignal, { type: 'prompt_submitted' }>): void;
  /** Resolves with the message once it is in a final state, or as it is when the signal is aborted. */
  settled(id: MessageId, signal?: AbortSignal): Promise<MessageRecord>;
}
