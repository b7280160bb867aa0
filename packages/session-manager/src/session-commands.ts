import type { EndReason, PermissionMode, ProjectId, SessionId, SessionKind, SessionRecord } from '@ao/domain';
import type { RemovalPlan, RemovalResult, TerminalSize } from '@ao/ports';

/** What is needed to start a session; null means the project's setting, then the default. */
export interface SpawnCommand {
  readonly projectId: ProjectId;
  readonly kind: SessionKind;
  readonly agent: string | null;
  readonly runtime: string | null;
  readonly permissionMode: PermissionMode | null;
  readonly model: string | null;
  readonly command: readonly string[] | null;
  readonly issueId: string | null;
  /** The session whose agent asks for it; null for a person. */
  readonly spawnedBy: SessionId | null;
  /** Cleaned and of allowed length; null for none. */
  readonly prompt: string | null;
  readonly displayName: string | null;
  /** A branch chosen by the person; null: one of our own is made. */
  readonly branch: string | null;
  readonly base: string | null;
  readonly size: TerminalSize | null;
  /** Wait in the queue when there is no place. False: refuse instead, with `SESSION_LIMIT_REACHED`. */
  readonly queue: boolean;
  /** Kept with the operation so that a repeated request can be recognised; null when the client gave no key. */
  readonly idempotency: { readonly key: string; readonly fingerprint: string } | null;
}

/** How a session is brought back. */
export interface RestoreOptions {
  /** As in {@link SpawnCommand}. */
  readonly queue: boolean;
}

/** A session that was started, or waits in the queue: its phase tells. */
export interface SpawnOutcome {
  readonly session: SessionRecord;
  /** Things people should know, for example that the set-up failed. */
  readonly notices: readonly string[];
}

/** A session that was brought back, or waits in the queue to be. */
export interface RestoreOutcome extends SpawnOutcome {
  /** True when the earlier conversation is continued. False while it is queued: that shows when it is started. */
  readonly resumed: boolean;
}

/** How a session is ended. */
export interface KillOptions {
  /** Remove the worktree too, if nothing is lost by that. */
  readonly removeWorktree: boolean;
  /** Why it ends, as it is stored; of a session that has ended already the first reason stays. Default `killed`. */
  readonly reason?: Extract<EndReason, 'killed' | 'merged'> | undefined;
}

/** What a kill did: the session has ended, and its worktree is kept or removed. */
export interface KillOutcome {
  readonly session: SessionRecord;
  readonly worktreeRemoved: boolean;
  /** Uncommitted files left in the kept worktree. */
  readonly dirtyFiles: number;
  readonly notices: readonly string[];
}

/** Which worktrees to clean up. */
export interface CleanupCommand {
  readonly projectId: ProjectId | null;
  /** Null: every ended session (of the project) that has a worktree. */
  readonly sessionIds: readonly SessionId[] | null;
  /** False: only say what would be done. */
  readonly execute: boolean;
  /** Also remove worktrees with work of their own, after saving it under a rescue ref. */
  readonly save: boolean;
}

/** What will be, or was, done with one worktree. */
export interface CleanupOutcome {
  readonly sessionId: SessionId;
  readonly plan: RemovalPlan;
  /** Null when nothing was executed. */
  readonly result: RemovalResult | null;
}

/** What boot reconciliation has done so far. */
export interface ReconcileReport {
  /** Live sessions whose agent was found running. */
  readonly adopted: number;
  /** Sessions whose agent was found dead, with evidence. */
  readonly ended: number;
  /** Interrupted operations that were completed. */
  readonly finished: number;
  /** Interrupted operations that were undone. */
  readonly undone: number;
  /** Sessions that could not be looked at now, and operations that wait for something that does not answer. They are asked again. */
  readonly unresolved: number;
  /** Terminals without a session, or of a session that was ended, that were closed. */
  readonly strayTerminals: number;
  /** Sessions whose worktree has vanished. */
  readonly missingWorktrees: readonly SessionId[];
}
