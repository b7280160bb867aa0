import type { SessionId, Timestamp } from '@ao/domain';
import type { AgentComposer } from '@ao/ports';
import { type DeliveryContext, sessionNow } from '../delivery-context.ts';
import type { AgentTerminal } from './agent-terminal.ts';
import { hasOpenDialog } from './typing-verdict.ts';

/** An interrupt that an urgent message has made. */
export interface Interrupt {
  readonly at: Timestamp;
  /** How often a text that the interrupt put back into the composer was cleared. */
  readonly cleared: number;
}

/**
 * Stops the agent's turn in its own way. Must be called without waiting since facts and screen were judged; looks again before
 * every further key, for in a dialog the same key would be an answer. Answers null when the terminal did not take it.
 */
export async function interruptTurn(
  context: DeliveryContext,
  target: { readonly sessionId: SessionId; readonly terminal: AgentTerminal; readonly composer: AgentComposer },
): Promise<Interrupt | null> {
  const { clock, logger } = context.options;
  const { sessionId, terminal, composer } = target;
  try {
    for (const [index, step] of composer.interrupt.entries()) {
      if (index > 0) {
        const { reading } = await terminal.read();
        const session = sessionNow(context, sessionId);
        if (reading?.state === 'dialog' || session === null || session.phase !== 'live' || hasOpenDialog(session)) break;
      }
      await terminal.write(step.bytes);
      if (step.settleMs > 0) await clock.sleep(step.settleMs);
    }
    return { at: clock.now(), cleared: 0 };
  } catch (thrown) {
    logger.debug('A turn could not be interrupted', { sessionId, error: thrown });
    return null;
  }
}
