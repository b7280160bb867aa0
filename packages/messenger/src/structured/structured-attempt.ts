import type { DurationMs, MessageRecord, SessionRecord } from '@ao/domain';
import type { AgentV1 } from '@ao/ports';
import type { Delivered } from '../delivery-attempt.ts';
import { type DeliveryContext, sessionNow } from '../delivery-context.ts';
import type { UrgentInterrupt } from '../interrupt/urgent-interrupt.ts';
import { terminalOf } from '../typing/agent-terminal.ts';
import { judge, judgeFacts } from '../typing/typing-verdict.ts';
import { handOver } from './hand-over.ts';

/** Facts change with an event, which wakes the worker; this is for an event that was missed. */
const FACTS_WAIT_MS = 30_000;
const AFTER_INTERRUPT_WAIT_MS = 200;
const SCREEN_WAIT_MS = 1_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5_000;

/** The tries to hand one message over through the agent's own interface. */
export interface StructuredAttempt {
  /** Tries once; null when the message is to be typed instead. */
  next(session: SessionRecord, agent: AgentV1): Promise<Delivered | null>;
}

/** Begins to hand a message over. No screen is needed for that, but facts that tell of a dialog hold it back as they hold back typing. */
export function createStructuredAttempt(context: DeliveryContext, message: MessageRecord, urgent: UrgentInterrupt): StructuredAttempt {
  const { policy, progress, options } = context;
  const { clock } = options;
  let unavailableSince: number | null = null;
  let retryMs: DurationMs = FIRST_RETRY_MS;
  let isGivenUp = false;

  async function next(session: SessionRecord, agent: AgentV1): Promise<Delivered | null> {
    if (agent.deliver === undefined || isGivenUp) return null;
    // An interface that could speak would have said that the agent is ready; its screen may still show a composer.
    if (session.launch?.state === 'timed_out' && agent.composer !== undefined) return null;
    const verdict = judgeFacts(session, { agent, mayInterrupt: urgent.isDue(), way: 'structured' });
    switch (verdict.type) {
      case 'refuse':
        return refuse(verdict.reason);
      case 'wait':
        return { type: 'wait', waitMs: FACTS_WAIT_MS };
      case 'interrupt':
        return interrupt(session, agent);
      case 'go':
        break;
    }
    // An agent that was interrupted gets a moment to stop before it is given more to do.
    if (urgent.isUnderWay() && session.activity.state === 'active') return { type: 'wait', waitMs: AFTER_INTERRUPT_WAIT_MS };
    return deliver(session, agent);
  }

  async function deliver(session: SessionRecord, agent: AgentV1): Promise<Delivered | null> {
    const outcome = await handOver(context, { message, session, agent, mayInterrupt: urgent.isDue() });
    switch (outcome.type) {
      case 'moved':
        return { type: 'moved', submission: null };
      case 'changed':
        return { type: 'wait', waitMs: 0 };
      case 'unavailable':
        return waitForInterface(agent, outcome.reason);
    }
  }

  function waitForInterface(agent: AgentV1, reason: string): Delivered | null {
    unavailableSince ??= clock.monotonic();
    if (clock.monotonic() - unavailableSince < policy.interfaceWaitMs) {
      const waitMs = retryMs;
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
      return { type: 'wait', waitMs };
    }
    if (agent.composer !== undefined) {
      options.logger.debug('The interface of an agent is not there; its message is typed', { sessionId: message.sessionId, reason });
      isGivenUp = true;
      return { type: 'wait', waitMs: 0 };
    }
    progress.move(message.id, ['queued'], { state: 'failed', evidence: `the agent could not be reached: ${reason}` });
    return { type: 'moved', submission: null };
  }

  /** Stops the turn through the interface, else with the keys of the composer, else not at all. */
  async function interrupt(session: SessionRecord, agent: AgentV1): Promise<Delivered> {
    if (urgent.canUseInterface(agent)) {
      const reached = await urgent.throughInterface(session, agent);
      return { type: 'wait', waitMs: reached ? AFTER_INTERRUPT_WAIT_MS : 0 };
    }
    const terminal = terminalOf(context, session, agent);
    if (terminal === null || agent.composer === undefined) {
      urgent.giveUp();
      return { type: 'wait', waitMs: 0 };
    }
    try {
      const { reading } = await terminal.read();
      const now = sessionNow(context, message.sessionId);
      if (now === null || now.launch?.id !== terminal.launchId) return { type: 'wait', waitMs: 0 };
      const verdict = judge(now, reading, { agent, mayInterrupt: true, way: 'typed' });
      if (verdict.type === 'wait' && verdict.for === 'dialog') return { type: 'wait', waitMs: SCREEN_WAIT_MS };
      if (verdict.type !== 'interrupt' || !(await urgent.byKeys({ terminal, composer: agent.composer }))) urgent.giveUp();
    } catch {
      urgent.giveUp();
    }
    return { type: 'wait', waitMs: AFTER_INTERRUPT_WAIT_MS };
  }

  function refuse(evidence: string): Delivered {
    progress.move(message.id, ['queued'], { state: 'refused', evidence });
    return { type: 'moved', submission: null };
  }

  return { next };
}
