import type { LaunchId, ProcessIdentity, SessionId, SessionRecord } from '@ao/domain';

/** What an adapter needs to reach the running agent of one launch. */
export interface AgentContact {
  readonly sessionId: SessionId;
  readonly launchId: LaunchId;
  /** Null when the process is not known (yet). */
  readonly process: ProcessIdentity | null;
  /** The agent's own id of the conversation; null while it is not known. */
  readonly agentSessionId: string | null;
  readonly worktreePath: string;
  /** The private folder the launch was planned with: what the adapter wrote there (a port, a password) is there still. */
  readonly privateDirectory: string;
  /** The folder the launch's hooks write to. */
  readonly spoolDirectory: string;
  /** The environment the launch was planned with, before the plan's additions. */
  readonly env: Readonly<Record<string, string>>;
}

/** Finds out how to reach the agent of a session's present launch. Answers null when nothing was launched. */
export type AgentContactSource = (session: SessionRecord) => Promise<AgentContact | null>;
