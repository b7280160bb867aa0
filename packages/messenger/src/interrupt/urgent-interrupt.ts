import type { MessageRecord, SessionRecord } from '@ao/domain';
import type { AgentComposer, AgentV1 } from '@ao/ports';
import type { DeliveryContext } from '../delivery-context.ts';
import { withTimeLimit } from '../time-limit.ts';
import type { AgentTerminal } from '../typing/agent-terminal.ts';
import { interruptTurn } from './interrupt-turn.ts';

/** An interface that does not answer for so long is not reached. */
const INTERFACE_LIMIT_MS = 5_000;
const MOST_CLEARINGS = 3;

/** The one interrupt an urgent message may make, whichever way it is delivered in the end. */
export interface UrgentInterrupt {
  /** The message may interrupt a turn, and has not done so yet. */
  isDue(): boolean;
  /** The agent was interrupted just now, and gets some time to stop. */
  isUnderWay(): boolean;
  /** The agent has an interface to interrupt through, and it was not tried yet. */
  canUseInterface(agent: AgentV1): boolean;
  /** Interrupts through the agent's own interface. Answers whether it was reached; tried once. */
  throughInterface(session: SessionRecord, agent: AgentV1): Promise<boolean>;
  /** Interrupts with the composer's keys. Must be called without waiting since facts and screen were judged. Answers whether they were taken. */
  byKeys(target: { readonly terminal: AgentTerminal; readonly composer: AgentComposer }): Promise<boolean>;
  /** There is nothing to interrupt, or no way to. */
  giveUp(): void;
  /** Counts a clearing of what the interrupt put back into the composer; false when there were enough. */
  takeClearing(): boolean;
}

/** Makes the interrupt of one message. */
export function createUrgentInterrupt(context: DeliveryContext, message: MessageRecord): UrgentInterrupt {
  const { clock, logger } = context.options;
  const { sessionId } = message;
  let madeAt: number | null = null;
  let isOver = !message.urgent;
  let triedInterface = false;
  let clearings = 0;

  function made(): void {
    madeAt = clock.monotonic();
    isOver = true;
  }

  const isUnderWay = (): boolean => madeAt !== null && clock.monotonic() - madeAt <= context.policy.interruptWithinMs;

  return {
    isDue: () => !isOver,
    isUnderWay,
    canUseInterface: (agent) => agent.interrupt !== undefined && !triedInterface,
    async throughInterface(session, agent) {
      triedInterface = true;
      try {
        const reached = await withTimeLimit(clock, INTERFACE_LIMIT_MS, async (signal) => {
          const contact = await context.options.contact(session);
          return contact !== null && agent.interrupt !== undefined && (await agent.interrupt(contact, signal));
        });
        if (reached) made();
        return reached;
      } catch (thrown) {
        logger.debug('A turn could not be interrupted through the interface of its agent', { sessionId, error: thrown });
        return false;
      }
    },
    async byKeys(target) {
      const isDone = await interruptTurn(context, { sessionId, ...target });
      if (isDone) made();
      return isDone;
    },
    giveUp() {
      isOver = true;
    },
    takeClearing() {
      if (!isUnderWay() || clearings >= MOST_CLEARINGS) return false;
      clearings += 1;
      return true;
    },
  };
}
