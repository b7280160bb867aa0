import { FINAL_MESSAGE_STATES } from '@ao/domain';
import { whatAgentsWereTold } from '../machine/agent-notes.ts';
import type { MachineView } from './machine-view.ts';

/** No prompt and no message reached an agent twice; what was confirmed did reach it; what was refused did not; none waits for ever. */
export function messagesOnce({ facts, stage }: MachineView): readonly string[] {
  const told = whatAgentsWereTold(stage.home);
  const timesTold = (text: string) => told.filter((said) => said.includes(text)).length;
  const broken = [...stage.texts].filter((text) => timesTold(text) > 1).map((text) => `"${text}" was told ${timesTold(text)} times`);
  for (const { text, state, sessionId } of facts.messages) {
    const times = timesTold(text);
    if (state === 'acknowledged' && times === 0) broken.push(`${sessionId}: "${text}" is acknowledged, but no agent has it`);
    if (state === 'refused' && times > 0) broken.push(`${sessionId}: "${text}" is refused, but an agent has it`);
    if (!FINAL_MESSAGE_STATES.has(state)) broken.push(`${sessionId}: a message stays ${state}`);
  }
  return broken;
}
