import type { AgentV1 } from '@ao/ports';
import type { TestTerminal } from '../terminal/test-terminal.ts';

/** Types a message into an agent's terminal as the messenger does: step by step, until it is seen in the composer, then submits it. */
export async function typeMessage(agent: AgentV1, terminal: TestTerminal, text: string): Promise<void> {
  const plan = agent.composer?.plan(text, { bracketedPaste: terminal.screen().bracketedPaste });
  if (plan?.type !== 'type') throw new Error(`refused: ${plan?.reason ?? 'no composer'}`);
  for (const step of plan.steps) {
    terminal.write(step.bytes);
    await new Promise((resolve) => setTimeout(resolve, step.settleMs));
  }
  const expected = withoutSpace(plan.expectOnScreen ?? '');
  await terminal.waitFor((screen) => withoutSpace(agent.readScreen?.(screen).composerText ?? '').includes(expected));
  terminal.write(plan.submit.bytes);
}

/** Composers wrap lines where they like. */
function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
