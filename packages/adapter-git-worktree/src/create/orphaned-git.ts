import { endProcessGroup, isSameProcess } from '@ao/adapter-kit';
import type { PendingCreation } from './pending-creation.ts';

const END_GRACE_MS = 2_000;

/**
 * Ends a git that outlived the process which had started it. It must not go on: when it fails later, it deletes the worktree it was
 * making by its path, and by then that may be the new one.
 */
export async function endOrphanedGit(pending: PendingCreation | null): Promise<void> {
  if (pending?.git === undefined || pending.git === null) return;
  if (await isSameProcess(pending.git)) await endProcessGroup(pending.git.pid, END_GRACE_MS);
}
