import type { LaunchId, MessageId } from '../ids/other-ids.ts';
import type { SessionId } from '../ids/session-id.ts';
import type { Timestamp } from '../time/timestamp.ts';

/**
 * What became of a message.
 *
 * - `queued`: stored; waits for the agent to be ready, for a dialog to go, or for its turn. With `delivery` already `structured` it is
 *   being handed over this instant
 * - `typing`: the first byte was written
 * - `submitted`: everything was written and submitted, or handed over; the agent has not confirmed yet
 * - `acknowledged`: the agent's own signal confirmed it
 * - `unconfirmed`: submitted to an agent that has no way to confirm anything; nothing more will ever be known
 * - `stalled`: delivered, but no confirmation came in time; the receipt tells whether it was submitted, and shows the screen
 * - `refused`: never delivered, for a reason that will not pass by itself
 * - `failed`: the terminal or the agent went away while it was being delivered, or before
 * - `withdrawn`: taken back by its sender before anything of it was delivered
 *
 * The last six are final, except that a late confirmation turns `stalled` and `unconfirmed` into `acknowledged`.
 * `typing` goes back to `queued` only when the composer is seen empty and nothing was submitted.
 */
export const MESSAGE_STATES = [
  'queued',
  'typing',
  'submitted',
  'acknowledged',
  'unconfirmed',
  'stalled',
  'refused',
  'failed',
  'withdrawn',
] as const;

/** One of {@link MESSAGE_STATES}. */
export type MessageState = (typeof MESSAGE_STATES)[number];

/** Who wrote a message. Messages of sessions and of automation are marked as such when delivered. */
export type MessageSender =
  | { readonly kind: 'person' }
  | { readonly kind: 'session'; readonly sessionId: SessionId }
  | { readonly kind: 'automation'; readonly name: string };

/**
 * How a message reached the agent: typed into its terminal, handed over through its own interface, or given with the launch
 * (first prompts as an argument of the command line).
 */
export type MessageDelivery = 'typed' | 'structured' | 'launch';

/** One step in the life of a message. */
export interface MessageReceipt {
  readonly state: MessageState;
  readonly at: Timestamp;
  /** For people: what was seen, for example `hook UserPromptSubmit` or `a dialog is open: Do you want to proceed?`. */
  readonly evidence: string;
  /** An excerpt of the screen, for receipts that need one; at most 4 KiB. */
  readonly screen: string | null;
}

/** One message in a session's outbox. */
export interface MessageRecord {
  readonly id: MessageId;
  readonly sessionId: SessionId;
  /** Position in the session's order of delivery. */
  readonly sequence: number;
  /** Cleaned of control characters other than line feed and tab; at most 1 MiB of UTF-8. */
  readonly text: string;
  /** True for the prompt a session was spawned with. */
  readonly isFirstPrompt: boolean;
  readonly sender: MessageSender;
  /** May interrupt the agent's turn, in the agent's own way. */
  readonly urgent: boolean;
  readonly state: MessageState;
  /** Whether the agent was working when the message was submitted, so that it queued or steered it. */
  readonly submittedWhileBusy: boolean;
  readonly delivery: MessageDelivery | null;
  /** The launch it was delivered to; a message is never delivered twice. */
  readonly launchId: LaunchId | null;
  readonly receipts: readonly MessageReceipt[];
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
}

/** The states in which nothing more will happen to a message by itself. */
export const FINAL_MESSAGE_STATES: ReadonlySet<MessageState> = new Set<MessageState>([
  'acknowledged',
  'unconfirmed',
  'stalled',
  'refused',
  'failed',
  'withdrawn',
]);
