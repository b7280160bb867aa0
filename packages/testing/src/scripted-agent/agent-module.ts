import type { AgentV1 } from '@ao/ports';
import { createScriptedAgent } from './scripted-agent.ts';

/** For `AO_AGENT_MODULES`: makes the agent named `scripted`; with `SCRIPTED_AGENT_INTERFACE=on` one that has an interface of its own. */
export function createAgent(): AgentV1 {
  return createScriptedAgent({ ownInterface: process.env['SCRIPTED_AGENT_INTERFACE'] === 'on' });
}
