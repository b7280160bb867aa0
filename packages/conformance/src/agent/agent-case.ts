import type { AgentLaunchRequest, AgentV1 } from '@ao/ports';

/** What a case gets. */
export interface AgentContext {
  readonly agent: AgentV1;
  /** The folder everything of the test lies in: worktree, repository, private folders, home. */
  readonly directory: string;
  /** A request that plans a launch; fields given replace the usual ones. */
  request(fields?: Partial<AgentLaunchRequest>): AgentLaunchRequest;
}

/** One property of an agent, in plain words, and how it is checked. */
export interface AgentCase {
  readonly name: string;
  /** False leaves the case out, for abilities the agent does not have. */
  readonly applies?: (agent: AgentV1) => boolean;
  readonly run: (context: AgentContext) => void | Promise<void>;
}
