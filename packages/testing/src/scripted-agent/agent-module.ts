import type { AgentV1 } from '@ao/ports';
import { createScriptedAgent } from './scripted-agent.ts';

/** For `AO_AGENT_MODULES`: makes the agent named `scripted`. */
export function createAgent(): AgentV1 {
  return createScriptedAgent();
}
