import type { AgentLaunchRequest, AgentV1 } from '@ao/ports';
import type { StartedAgent } from './running-agent.ts';

/** What a case gets. */
export interface AgentContext {
  readonly agent: AgentV1;
  /** The folder everything of the test lies in: worktree, repository, private folders, home. */
  readonly directory: string;
  /** A request that plans a launch; fields given replace the usual ones. */
  request(fields?: Partial<AgentLaunchRequest>): AgentLaunchRequest;
  /** The agent as it runs, for cases that need it; null for the others. */
  readonly running: RunningAgent | null;
}

/** An agent that was launched as planned. */
export interface RunningAgent extends StartedAgent {
  readonly agentSessionId: string | null;
  readonly shortPrompt: string;
  readonly longPrompt: string;
  readonly patienceMs: number;
}

/** One property of an agent, in plain words, and how it is checked. */
export interface AgentCase {
  readonly name: string;
  /** False leaves the case out, for abilities the agent does not have. */
  readonly applies?: (agent: AgentV1) => boolean;
  /** True for a case that needs the agent to run. */
  readonly needsRunning?: boolean;
  readonly run: (context: AgentContext) => void | Promise<void>;
}
