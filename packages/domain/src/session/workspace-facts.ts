/**
 * Whether a session's worktree exists.
 *
 * - `absent`: none was made (yet)
 * - `present`: it is there
 * - `removed`: it was removed because all its work was safe
 * - `rescued`: it was removed after its content was stored under a rescue ref
 */
export const WORKSPACE_STATES = ['absent', 'present', 'removed', 'rescued'] as const;

/** One of {@link WORKSPACE_STATES}. */
export type WorkspaceState = (typeof WORKSPACE_STATES)[number];

/** How the set-up of a worktree (copied files, links, commands) went. A failed set-up leaves a session one can attach to. */
export const SETUP_STATES = ['none', 'running', 'done', 'failed'] as const;

/** One of {@link SETUP_STATES}. */
export type SetupState = (typeof SETUP_STATES)[number];

/** Everything needed to find, rebuild or tear down a session's worktree without asking the project. */
export interface WorkspaceFacts {
  readonly state: WorkspaceState;
  /** Absolute path of the repository's main work tree, as it was at spawn. */
  readonly repositoryPath: string;
  /** Absolute path of the worktree; null until it is known. */
  readonly path: string | null;
  readonly branch: string | null;
  /** The name the branch was started from, for example `origin/main`. */
  readonly baseRef: string | null;
  /** The commit the branch was started from. */
  readonly baseCommit: string | null;
  /** `refs/ao/rescue/…` when the worktree was removed with its content saved. */
  readonly rescueRef: string | null;
  readonly setup: SetupState;
  /** What failed in the set-up, for people. */
  readonly setupMessage: string | null;
}
