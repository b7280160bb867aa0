import { isDeepStrictEqual } from 'node:util';
import { runInRepositoryQueue } from '../repository/repository-queue.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import { forgetWorktree, identifyEntry, isInUse } from '../worktree/worktree-entry.ts';
import { findRegistrations, readRegistration } from '../worktree/worktree-registration.ts';
import { clearEarlierAttempt, lookAtPlace, type PlaceState, type WorktreePlace } from './earlier-attempt.ts';
import { deleteUnmovedBranch } from './worktree-add.ts';

/** The branch a creation had made. */
interface MadeBranch {
  readonly branch: string;
  readonly branchCreated: boolean;
  readonly baseCommit: string;
}

/**
 * Takes back a creation that failed: nothing had started to work in it yet. Runs to its end whatever the caller wants by now. Never
 * rejects: what cannot be taken back stays noted, and is tried again later, unless the next attempt or `discard` does it before.
 */
export async function undoCreation(context: WorkspaceContext, place: WorktreePlace, made: MadeBranch): Promise<void> {
  const entries = await listEntries(place);
  try {
    await undo(context, place, made);
  } catch (error) {
    await undoLater(context, { ...place, entries }, made, error);
  }
}

/**
 * Clears what an attempt that was cut short has left, before the next one begins. What cannot be cleared fails that one, which has made
 * nothing then and is not taken back by anybody: so it is tried again later here.
 */
export async function clearBeforeAttempt(context: WorkspaceContext, place: WorktreePlace, state: PlaceState): Promise<void> {
  const entries = await listEntries(place);
  try {
    await clearEarlierAttempt(context, place, state);
  } catch (error) {
    await undoLater(context, { ...place, entries }, { branch: '', branchCreated: false, baseCommit: '' }, error);
    throw error;
  }
}

interface KnownEntry {
  readonly adminDirectory: string;
  readonly identity: string | null;
}

/** Listed before anything is deleted: of an entry that is half gone nobody can tell any more which worktree it stood for. */
async function listEntries({ commonDirectory, path }: WorktreePlace): Promise<readonly KnownEntry[]> {
  const entries = await findRegistrations(commonDirectory, path);
  return Promise.all(entries.map(async ({ adminDirectory }) => ({ adminDirectory, identity: await identifyEntry(adminDirectory) })));
}

async function undo(context: WorkspaceContext, { sessionId, path, commonDirectory }: WorktreePlace, made: MadeBranch): Promise<void> {
  const { git, clock, trash, pendingCreations } = context;
  const registration = await readRegistration(path);
  if (registration !== null && registration.commonDirectory === commonDirectory) await trash.drop(path);
  for (const { adminDirectory } of await findRegistrations(commonDirectory, path)) await forgetWorktree(adminDirectory);
  if (made.branchCreated) {
    await deleteUnmovedBranch(git, clock, { cwd: commonDirectory, branch: made.branch, commit: made.baseCommit });
  }
  await pendingCreations.clear(sessionId);
}

async function undoLater(
  context: WorkspaceContext,
  place: WorktreePlace & { readonly entries: readonly KnownEntry[] },
  made: MadeBranch,
  error: unknown,
): Promise<void> {
  const { sessionId, path, commonDirectory, entries } = place;
  const { pendingCreations, later } = context;
  const pending = await pendingCreations.read(sessionId);
  const attempt = (): Promise<void> =>
    runInRepositoryQueue(commonDirectory, async () => {
      for (const { adminDirectory, identity } of entries) {
        const isStill = identity !== null && (await identifyEntry(adminDirectory)) === identity;
        if (isStill && !(await isInUse(adminDirectory))) await forgetWorktree(adminDirectory);
      }
      // Whoever came back for it meanwhile has cleared it away, or made something new of it.
      if (!isDeepStrictEqual(await pendingCreations.read(sessionId), pending)) return;
      const state = await lookAtPlace({ ...place, pending });
      if (state.kind === 'made') await pendingCreations.clear(sessionId);
      else await undo(context, place, made);
    });
  later.add({ what: 'taking a failed worktree back', path, attempt }, error);
}
