import type { WorkspaceContext } from '../workspace-context.ts';
import { forgetWorktree } from '../worktree/worktree-entry.ts';
import { findRegistrations, readRegistration } from '../worktree/worktree-registration.ts';
import type { WorktreePlace } from './earlier-attempt.ts';
import { deleteUnmovedBranch } from './worktree-add.ts';

/**
 * Takes back a creation that failed: nothing had started to work in it yet. Runs to its end whatever the caller wants by now.
 * What cannot be taken back stays noted, so that the next attempt or `discard` takes it back.
 */
export async function undoCreation(
  context: WorkspaceContext,
  place: WorktreePlace,
  made: { readonly branch: string; readonly branchCreated: boolean; readonly baseCommit: string },
): Promise<void> {
  const { git, clock, logger, trash, pendingCreations } = context;
  const { sessionId, path, commonDirectory } = place;
  try {
    const registration = await readRegistration(path);
    if (registration !== null && registration.commonDirectory === commonDirectory) await trash.drop(path);
    for (const { adminDirectory } of await findRegistrations(commonDirectory, path)) await forgetWorktree(adminDirectory);
    if (made.branchCreated) {
      await deleteUnmovedBranch(git, clock, { cwd: commonDirectory, branch: made.branch, commit: made.baseCommit });
    }
    await pendingCreations.clear(sessionId);
  } catch (error) {
    logger.warn('a failed worktree could not be taken back completely', { sessionId, path, error });
  }
}
