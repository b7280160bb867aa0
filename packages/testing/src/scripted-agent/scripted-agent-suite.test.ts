import { readProcessIdentity } from '@ao/adapter-kit';
import { agentSuite, type AgentProgram, type StartedAgent } from '@ao/conformance';
import { describe, test } from 'vitest';
import { createTestTerminal } from '../terminal/test-terminal.ts';
import { createScriptedAgent } from './scripted-agent.ts';

const typed = createScriptedAgent();

describe('typed to', () => {
  agentSuite({ test, agent: typed, create: ({ home }) => ({ agent: typed, env: { HOME: home, PATH: '/usr/bin:/bin' } }) });
});

describe('with an interface of its own', () => {
  const agent = createScriptedAgent({ ownInterface: true });
  agentSuite({
    test,
    agent,
    create: ({ home }) => ({ agent, env: { HOME: home, PATH: '/usr/bin:/bin', SCRIPTED_AGENT_PACE: '0' } }),
    running: { start, shortPrompt: '[[say done]]', longPrompt: '[[say on it]] [[sleep 60000]]' },
  });
});

async function start(program: AgentProgram): Promise<StartedAgent> {
  const terminal = createTestTerminal(program);
  return { process: await readProcessIdentity(terminal.pid), end: () => terminal.close() };
}
