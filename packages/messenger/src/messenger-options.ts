import type { AgentName, RuntimeName, SessionId } from '@ao/domain';
import type { AgentContactSource, AgentV1, Clock, IdentifierSource, Logger, RuntimeV1, Stores, Subscription } from '@ao/ports';
import type { DeliveryPolicy } from './delivery-policy.ts';
import type { SenderLine } from './sender-line.ts';

/** The one thing the messenger needs of lifecycle: to hear that something changed for a session. */
export interface SessionChanges {
  onReaction(listener: (event: { readonly sessionId: SessionId }) => void): Subscription;
}

/** What the messenger needs. */
export interface MessengerOptions {
  readonly stores: Pick<Stores, 'sessions' | 'messages' | 'transaction'>;
  readonly lifecycle: SessionChanges;
  readonly runtimes: (name: RuntimeName) => RuntimeV1 | null;
  readonly agents: (name: AgentName) => AgentV1 | null;
  /** How to reach the agent of a session, for those that have an interface of their own. */
  readonly contact: AgentContactSource;
  readonly clock: Clock;
  readonly identifiers: IdentifierSource;
  readonly logger: Logger;
  /** Marks messages of sessions and automation. Default: a first line such as `[from shop-2]`. */
  readonly senderLine?: SenderLine | undefined;
  readonly policy?: DeliveryPolicy | undefined;
}
