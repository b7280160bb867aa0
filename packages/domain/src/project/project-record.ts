import type { ProjectId } from '../ids/project-id.ts';
import type { PermissionMode } from '../session/permission-mode.ts';
import type { DurationMs, Timestamp } from '../time/timestamp.ts';
import type { IssueIntakeConfig } from './issue-intake-config.ts';
import type { OrchestratorConfig } from './orchestrator-config.ts';
import type { ReactionChoices } from './reaction-choices.ts';

/** What a project sets for its sessions. Every field is optional: absent means the default. */
export interface ProjectConfig {
  /** The branch new work starts from; otherwise the remote's default branch, then the local one. */
  readonly defaultBranch?: string | undefined;
  readonly agent?: string | undefined;
  readonly runtime?: string | undefined;
  readonly model?: string | undefined;
  readonly permissionMode?: PermissionMode | undefined;
  /** Added to the agent's environment. Variables that start with `AO_` cannot be set here. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Files and folders copied from the main work tree into each new worktree, relative to its top. */
  readonly copy?: readonly string[] | undefined;
  /** Files and folders linked from the main work tree into each new worktree, relative to its top. */
  readonly symlink?: readonly string[] | undefined;
  /** Shell commands run in each new worktree before the agent starts, one after the other. */
  readonly postCreate?: readonly string[] | undefined;
  /** Time limit for each `postCreate` command. Default 10 minutes. */
  readonly setupTimeoutMs?: DurationMs | undefined;
  /** How many sessions of this project may run at a time; more wait in the queue. Default: no limit of its own. */
  readonly maxRunning?: number | undefined;
  /** Whether agents of this project may spawn, message and end other sessions with their session token. Default false. */
  readonly agentsMayCommand?: boolean | undefined;
  readonly orchestrator?: OrchestratorConfig | undefined;
  /** Issues that sessions are started for by themselves. Default: none. */
  readonly intake?: IssueIntakeConfig | undefined;
  /** How its sessions react to their pull requests. */
  readonly reactions?: ReactionChoices | undefined;
}

/** A repository that sessions are started in. */
export interface ProjectRecord {
  readonly id: ProjectId;
  /** Absolute real path of the repository's main work tree. */
  readonly path: string;
  readonly name: string;
  /** URL of the `origin` remote; null when there is none. */
  readonly originUrl: string | null;
  /** The default branch found when the project was added, for display; null when the repository has none. */
  readonly defaultBranch: string | null;
  readonly config: ProjectConfig;
  readonly registeredAt: Timestamp;
  /** Set when the project was removed; its sessions keep everything they need for teardown. */
  readonly archivedAt: Timestamp | null;
}
