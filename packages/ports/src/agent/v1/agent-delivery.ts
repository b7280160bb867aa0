import type { MessageId } from '@ao/domain';
import type { AgentContact } from './agent-contact.ts';
import type { BusyMessageFate } from './agent-typing.ts';

/** A message handed over through the agent's own interface. */
export interface AgentDeliveryRequest extends AgentContact {
  /** The adapter passes it on where the agent keeps such an id, so that a message handed over twice is one. */
  readonly messageId: MessageId;
  /** Free of control characters other than line feed and tab; at most 1 MiB. */
  readonly text: string;
}

/**
 * What came of handing a message over.
 *
 * - `accepted`: the agent has it. Its own signal still has to confirm that it took it as a prompt
 * - `refused`: it never will, and nothing was handed over
 * - `unavailable`: the interface could not be reached, and surely nothing was handed over: try again, or type
 * - `uncertain`: it may have been taken; it is never handed over again, and a missing confirmation becomes `stalled`
 */
export type AgentDeliveryOutcome =
  | {
      readonly type: 'accepted';
      readonly evidence: string;
      /** What it does with the message when it was at work; absent when it was not, or that is not known. */
      readonly whileBusy?: BusyMessageFate | undefined;
    }
  | { readonly type: 'refused'; readonly reason: string }
  | { readonly type: 'unavailable'; readonly reason: string }
  | { readonly type: 'uncertain'; readonly reason: string };
