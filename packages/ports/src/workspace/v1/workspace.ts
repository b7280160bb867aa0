import type { DurationMs, SessionId } from '@ao/domain';
import type { ToolCheck } from '../../system/tool-check.ts';
import type { RepositoryFacts } from './repository-facts.ts';
import type { RemovalPlan, RemovalResult } from './workspace-removal.ts';

/** Where a new worktree shall be and what it shall hold. */
export interface WorkspaceRequest {
  readonly sessionId: SessionId;
  readonly repositoryPath: string;
  /** Absolute path of the worktree; inside the worktree root of this home. */
  readonly path: string;
  readonly branch: string;
  /** True when the person named the branch: an existing one is then used as it is. False: the branch is ours and must be new. */
  readonly branchIsChosen: boolean;
  /** What to start from: a branch, tag or commit. Null: the remote's default branch, else the local one. */
  readonly base: string | null;
  /** The project's configured default branch, tried before the detected one; null when not configured. */
  readonly defaultBranch: string | null;
}

/** A worktree that exists. */
export interface WorkspaceCreated {
  readonly path: string;
  readonly branch: string;
  readonly baseRef: string;
  readonly baseCommit: string;
  /** Things people should know, for example `origin could not be reached: started from the last known origin/main (2 h old)`. */
  readonly notices: readonly string[];
}

/** How to prepare a fresh worktree. */
export interface WorkspaceSetupRequest {
  readonly repositoryPath: string;
  readonly path: string;
  readonly copy: readonly string[];
  readonly symlink: readonly string[];
  readonly postCreate: readonly string[];
  /** Limit for each command. */
  readonly timeoutMs: DurationMs;
  /** Environment of the commands. */
  readonly env: Readonly<Record<string, string>>;
  /** File the output of the commands is appended to while they run. */
  readonly logPath: string;
}

/** How the set-up went. A failure is a result, not an error: the session goes on, visibly. */
export interface WorkspaceSetupResult {
  readonly ok: boolean;
  /** What failed, for people; null when nothing did. */
  readonly message: string | null;
  readonly notices: readonly string[];
}

/** What an agent has changed against the commit its branch started from, uncommitted work included. */
export interface WorkspaceChanges {
  readonly files: readonly { readonly path: string; readonly added: number; readonly deleted: number; readonly untracked: boolean }[];
  readonly added: number;
  readonly deleted: number;
  readonly commits: number;
}

/** Where a worktree stands. */
export interface WorktreeHead {
  /** The commit it stands on, by its full name. */
  readonly commit: string;
  /** Commits since the base commit; 0 without one. */
  readonly commits: number;
}

/**
 * Whether a commit was made in a worktree.
 *
 * - `yes`: the worktree, or one of its branches, stood on the commit because it was made there, or has it in its own history
 * - `no`: the repository does not know the commit, or only because it was fetched or was there before: somebody else made it
 * - `unknown`: it could not be found out, for example because neither worktree nor branch is left
 */
export type CommitOrigin = 'yes' | 'no' | 'unknown';

/** Which commit, and where it may have been made. */
export interface CommitOriginRequest {
  readonly repositoryPath: string;
  /** The worktree; null when there is none. */
  readonly path: string | null;
  /** Branches it was on, without `refs/heads/`. */
  readonly branches: readonly string[];
  /** What it started from: that, and all before it, was made elsewhere. Null when not known. */
  readonly baseCommit: string | null;
  readonly commit: string;
}

/** Where work of a repository is pushed to when nobody says otherwise. */
export interface PushTarget {
  /** As git would use it: of a remote's own push address where it has one. Null when there is no remote. */
  readonly url: string | null;
}

/**
 * Private working copies of a repository, one per session.
 *
 * - every mutating call on one repository is queued behind the others, whoever makes it
 * - nothing outside the worktree root of this home is ever removed
 * - nothing is removed unless its content is safe or has been saved first
 */
export interface WorkspaceV1 {
  readonly specificationVersion: 'workspace-v1';
  readonly name: string;

  /** Whether the tools it needs are there. */
  check(signal?: AbortSignal): Promise<ToolCheck>;

  /** Looks at the repository a folder belongs to. Rejects with `PROJECT_PATH_INVALID`, `NOT_A_GIT_REPOSITORY` or `REPOSITORY_BARE`. */
  inspectRepository(folder: string, signal?: AbortSignal): Promise<RepositoryFacts>;

  /** Checks everything that can be known before a worktree is made, with the errors `create` would give. Changes nothing, fetches nothing. */
  preflight(request: WorkspaceRequest, signal?: AbortSignal): Promise<void>;

  /**
   * Creates branch and worktree. Calling it again with the same request after a crash completes what was begun.
   * When it rejects, neither worktree nor new branch is left.
   */
  create(request: WorkspaceRequest, signal?: AbortSignal): Promise<WorkspaceCreated>;

  /** Copies, links and runs commands in a fresh worktree. */
  setup(request: WorkspaceSetupRequest, signal?: AbortSignal): Promise<WorkspaceSetupResult>;

  /**
   * Makes sure that the worktree of a session exists again: unchanged when it is there, rebuilt from branch and rescue ref when it was
   * removed. Called again after a crash in the middle, it completes what was begun. Rejects with `RESTORE_TARGET_MISSING`.
   */
  restore(
    request: {
      readonly sessionId: SessionId;
      readonly repositoryPath: string;
      readonly path: string;
      readonly branch: string;
      readonly rescueRef: string | null;
    },
    signal?: AbortSignal,
  ): Promise<WorkspaceCreated>;

  /** What changed since the base commit. A missing worktree has no changes. */
  changes(request: { readonly path: string; readonly baseCommit: string | null }, signal?: AbortSignal): Promise<WorkspaceChanges>;

  /**
   * Where a worktree stands: cheap, looks at no file. Null when there is no worktree, or no commit in it. Not there: nobody hears of new
   * commits.
   */
  head?(request: { readonly path: string; readonly baseCommit: string | null }, signal?: AbortSignal): Promise<WorktreeHead | null>;

  /**
   * Whether a commit was made in a worktree, so that others may say whose work it is. Asks no remote, changes nothing. Works from the
   * branches alone when the worktree was removed. Not there: nobody knows.
   */
  hasCommit?(request: CommitOriginRequest, signal?: AbortSignal): Promise<CommitOrigin>;

  /** Where the branch of a worktree is pushed to when nobody says otherwise. Asks no remote. Not there: where the repository came from. */
  pushTarget?(
    request: { readonly repositoryPath: string; readonly path: string | null; readonly branch: string | null },
    signal?: AbortSignal,
  ): Promise<PushTarget>;

  /** The patch of everything that changed since the base commit, untracked files included; cut at `maxBytes`. */
  diff(
    request: { readonly path: string; readonly baseCommit: string | null; readonly maxBytes: number },
    signal?: AbortSignal,
  ): Promise<string>;

  /** Plans the removal of a worktree. Changes nothing. */
  planRemoval(
    request: { readonly sessionId: SessionId; readonly repositoryPath: string; readonly path: string; readonly baseCommit: string | null },
    signal?: AbortSignal,
  ): Promise<RemovalPlan>;

  /** Executes a plan: `keep` does nothing; `save` needs `allowSave`. The branch is never deleted. Already gone is success. */
  remove(
    request: { readonly sessionId: SessionId; readonly repositoryPath: string; readonly plan: RemovalPlan; readonly allowSave: boolean },
    signal?: AbortSignal,
  ): Promise<RemovalResult>;

  /**
   * Undoes `create` for a spawn that failed: removes the worktree and the branch, if the branch has no commit of its own. Work found in it is
   * saved first. Nothing to undo is success; called again after a crash, it completes what was begun and answers the same rescue ref.
   */
  discard(request: WorkspaceRequest, signal?: AbortSignal): Promise<RemovalResult>;

  /**
   * Brings back worktrees that an earlier process had taken out of their place when it died, and about which it had not decided yet. Asked
   * for once after each start, before anybody looks where worktrees are. Resolves also when one could not be brought back: then it stays
   * where it is, and `planRemoval` keeps it. Not there: nothing is ever out of its place.
   */
  bringBack?(signal?: AbortSignal): Promise<void>;

  /**
   * Removes what an earlier process left of its own work when it died: folders on their way out, notes it had half written. Asked for
   * once after each start, when what that process was doing has been settled. Resolves when nothing of it can be seen any more;
   * what takes long may go on behind. Not there: nothing is ever left.
   */
  tidyUp?(signal?: AbortSignal): Promise<void>;
}
