import type { DurationMs } from '@ao/domain';
import type { Clock, Logger } from '@ao/ports';

/** What a workspace made of git worktrees needs. */
export interface GitWorktreeOptions {
  /**
   * Absolute path of the folder all worktrees lie in. It belongs to this adapter alone; it is made with mode 0700 when the first worktree
   * is. Names that begin with a dot are the adapter's own: `.trash`, `.pending`, `.removed`, `.fetched`, `.scratch`.
   */
  readonly worktreeRoot: string;
  readonly logger: Logger;
  readonly clock: Clock;
  /** The git to run: a name on PATH or an absolute path. Default `git`. */
  readonly gitPath?: string | undefined;
  /** How long `origin` may take to answer before work starts from the last known state. Default 5 seconds; 0 never asks it. */
  readonly fetchTimeoutMs?: DurationMs | undefined;
}
