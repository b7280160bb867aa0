import type { PermissionMode } from '@ao/domain';
import type { AgentLaunchPlan, AgentLaunchRequest, AgentV1, ToolCheck } from '@ao/ports';
import type { ProcessLife } from './process-life.ts';
import type { SimulatedTerminal, WorldState } from './world-state.ts';

/** How a simulated agent behaves; may be changed while the world runs. */
export interface SimulatedAgentBehaviour {
  check: ToolCheck;
  /** True: the command line carries the prompt. False: it has to be sent once the agent is ready. */
  promptInCommand: boolean;
  expectsSignals: boolean;
  notices: readonly string[];
}

/** What a simulated agent is made of. */
export interface SimulatedAgentOptions {
  readonly name: string;
  readonly permissionModes: readonly PermissionMode[];
  readonly behaviour: SimulatedAgentBehaviour;
  readonly canResume: boolean;
  readonly state: WorldState;
  readonly life: ProcessLife;
}

/** How an agent behaves that is installed and knows everything. */
export function usualAgentBehaviour(): SimulatedAgentBehaviour {
  const check: ToolCheck = { level: 'ok', summary: 'It is installed.', path: '/bin/agent', version: '1.0.0', remedy: null, code: null };
  return { check, promptInCommand: true, expectsSignals: true, notices: [] };
}

/** An agent whose programs do nothing but write down the prompts of their conversation, on the simulated machine. */
export function createSimulatedAgent(options: SimulatedAgentOptions): AgentV1 {
  const { name, behaviour, state, life } = options;

  function plan(request: AgentLaunchRequest, conversation: string, resumes: boolean): AgentLaunchPlan {
    const carried = behaviour.promptInCommand && request.prompt !== null ? ['--prompt', request.prompt] : [];
    const verb = resumes ? '--resume' : '--conversation';
    return {
      argv: ['/bin/agent', verb, conversation, ...carried],
      env: { SIMULATED_AGENT: name, TERM_PROGRAM: null },
      promptInCommand: carried.length > 0,
      agentSessionId: conversation,
      expectsSignals: behaviour.expectsSignals,
      readyWithinMs: 60_000,
      resumes,
      notices: behaviour.notices,
    };
  }

  const agent: AgentV1 = {
    specificationVersion: 'agent-v1',
    name,
    displayName: `Simulated ${name}`,
    permissionModes: options.permissionModes,
    check: (_request, signal) => life.call('agent.check', signal, () => behaviour.check),
    planLaunch: (request, signal) => life.call('agent.plan', signal, () => plan(request, `conversation-${request.launchId}`, false)),
  };
  if (!options.canResume) return agent;
  return {
    ...agent,
    planResume: (request, signal) =>
      life.call('agent.resume', signal, () => {
        const known = request.agentSessionId !== null && state.conversations.has(request.agentSessionId);
        const conversation = known && request.agentSessionId !== null ? request.agentSessionId : `conversation-${request.launchId}`;
        return plan(request, conversation, known);
      }),
  };
}

/** What a simulated agent does when its program starts: it writes its conversation down, and the prompt it was given. */
export function startSimulatedAgent(state: WorldState, terminal: SimulatedTerminal): void {
  const [, , conversation, , prompt] = terminal.argv;
  if (conversation === undefined) return;
  const prompts = state.conversations.get(conversation) ?? [];
  if (prompt !== undefined) prompts.push(prompt);
  state.conversations.set(conversation, prompts);
}
