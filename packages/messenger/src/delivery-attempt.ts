import type { DurationMs, MessageRecord, SessionRecord } from '@ao/domain';
import type { AgentV1 } from '@ao/ports';
import type { DeliveryContext } from './delivery-context.ts';
import { createUrgentInterrupt } from './interrupt/urgent-interrupt.ts';
import { createStructuredAttempt } from './structured/structured-attempt.ts';
import { createTypedAttempt } from './typing/typed-attempt.ts';
import type { Submission } from './typing/type-message.ts';

/** What came of a try to deliver. */
export type Delivered =
  | { readonly type: 'wait'; readonly waitMs: DurationMs }
  /** The message has moved on; with the submission when it was typed and submitted. */
  | { readonly type: 'moved'; readonly submission: Submission | null };

/** The tries to deliver one queued message. */
export interface DeliveryAttempt {
  /** Tries once. */
  next(session: SessionRecord): Promise<Delivered>;
}

/**
 * Begins to deliver a message: through the agent's own interface where it has one, else by typing. What it remembers between two
 * tries concerns this message alone.
 */
export function createDeliveryAttempt(context: DeliveryContext, message: MessageRecord): DeliveryAttempt {
  const urgent = createUrgentInterrupt(context, message);
  const structured = createStructuredAttempt(context, message, urgent);
  const typed = createTypedAttempt(context, message, urgent);

  async function next(session: SessionRecord): Promise<Delivered> {
    const agent = context.options.agents(session.agent);
    const reason = agent === null ? `this daemon has no agent called ${session.agent}` : reasonAgainst(agent);
    if (agent === null || reason !== null) {
      context.progress.move(message.id, ['queued'], { state: 'refused', evidence: reason ?? '' });
      return { type: 'moved', submission: null };
    }
    return (await structured.next(session, agent)) ?? typed.next(session, agent);
  }

  return { next };
}

function reasonAgainst(agent: AgentV1): string | null {
  return agent.composer === undefined && agent.deliver === undefined ? `${agent.displayName} takes no messages` : null;
}
