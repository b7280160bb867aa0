import type { SessionId } from '@ao/domain';
import type { AgentComposer } from '@ao/ports';
import { type DeliveryContext, sessionNow } from '../delivery-context.ts';
import type { AgentTerminal } from '../typing/agent-terminal.ts';
import { hasOpenDialog } from '../typing/typing-verdict.ts';

/**
 * Stops the agent's turn with the keys of its composer. Must be called without waiting since facts and screen were judged; looks again before
 * every further key, for in a dialog the same key would be an answer. Answers whether the terminal took it.
 */
export async function interruptTurn(
  context: DeliveryContext,
  target: { readonly sessionId: SessionId; readonly terminal: AgentTerminal; readonly composer: AgentComposer },
): Promise<boolean> {
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
    return true;
  } catch (thrown) {
    logger.debug('A turn could not be interrupted', { sessionId, error: thrown });
    return false;
  }
}
