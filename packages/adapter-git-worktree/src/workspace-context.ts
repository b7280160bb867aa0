import type { Clock, Logger } from '@ao/ports';
import type { PendingCreations } from './create/pending-creation.ts';
import type { ShortFetch } from './create/short-fetch.ts';
import type { GitClient } from './git/git-client.ts';
import type { RemovalRecords } from './removal/removal-records.ts';
import type { CrashRemains } from './worktree/crash-remains.ts';
import type { LaterAttempts } from './worktree/later-attempts.ts';
import type { ScratchFolders } from './worktree/scratch-folders.ts';
import type { Trash } from './worktree/trash.ts';

/** What the operations of one workspace share. */
export interface WorkspaceContext {
  readonly git: GitClient;
  readonly clock: Clock;
  readonly logger: Logger;
  /** All worktrees lie below it, and nothing outside is ever removed. */
  readonly worktreeRoot: string;
  readonly trash: Trash;
  readonly crashRemains: CrashRemains;
  readonly scratch: ScratchFolders;
  readonly later: LaterAttempts;
  readonly pendingCreations: PendingCreations;
  readonly removalRecords: RemovalRecords;
  /** Null when the remote is never asked. */
  readonly shortFetch: ShortFetch | null;
  /** The version of git, checked once. Rejects with `GIT_NOT_FOUND` or `GIT_TOO_OLD`. */
  gitVersion(signal?: AbortSignal): Promise<string>;
}
