/**
 * What may be done with a worktree.
 *
 * - `remove`: all its content is stored elsewhere
 * - `save`: it holds work of its own; it may go only after a rescue ref holds it
 * - `keep`: it must not be touched, for the reason given
 * - `gone`: the folder does not exist any more
 */
export type RemovalAction = 'remove' | 'save' | 'keep' | 'gone';

/** The plan for one worktree. The dry run shows it, the real run executes the very same object after checking that it still holds. */
export interface RemovalPlan {
  readonly action: RemovalAction;
  readonly path: string;
  /** One sentence for people: why this action. */
  readonly reason: string;
  /** Changed and untracked files relative to the top, at most 100 of them. */
  readonly dirtyFiles: readonly string[];
  readonly dirtyFileCount: number;
  /** Commits of the branch that neither a remote nor the base has. They stay safe on the branch. */
  readonly unpushedCommits: number;
  readonly sizeBytes: number;
  /**
   * Where the content will be saved when the action is `save`: `refs/ao/rescue/<session>/<n>`, chosen with the plan so that it can be
   * written down before the removal begins and found after a crash in the middle of it. Null for the other actions.
   */
  readonly rescueRef?: string | null | undefined;
  /** Identifies the state the plan was made for; execution refuses when it changed. */
  readonly fingerprint: string;
}

/** What an executed plan did. */
export interface RemovalResult {
  readonly removed: boolean;
  /** `refs/ao/rescue/<session>/<n>` when content was saved first. */
  readonly rescueRef: string | null;
  readonly reason: string;
}
