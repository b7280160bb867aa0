import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AoError, type SessionId } from '@ao/domain';
import type { Clock, Logger } from '@ao/ports';
import type { Trash } from '../worktree/trash.ts';
import { forgetWorktree } from '../worktree/worktree-entry.ts';
import type { WorktreeMarker } from '../worktree/worktree-marker.ts';
import { findRegistrations, readRegistration, type WorktreeRegistration } from '../worktree/worktree-registration.ts';
import { endOrphanedGit } from './orphaned-git.ts';
import type { PendingCreation, PendingCreations } from './pending-creation.ts';

/** Where a worktree is to be, and for whom. */
export interface WorktreePlace {
  readonly sessionId: SessionId;
  readonly path: string;
  readonly commonDirectory: string;
  readonly pending: PendingCreation | null;
}

/**
 * What is at the place of a new worktree.
 *
 * - `free`: nothing, or an empty folder
 * - `made`: the complete worktree of this very session
 * - `half_made`: what is left of an attempt for this session that was cut short
 * - `lost`: the folder of this session's worktree is gone, the repository still knows it
 */
export type PlaceState =
  | { readonly kind: 'free' }
  | { readonly kind: 'made'; readonly marker: WorktreeMarker }
  | { readonly kind: 'half_made' }
  | { readonly kind: 'lost'; readonly registrations: readonly WorktreeRegistration[] };

/** Reads what was begun for a session, and makes sure that no program of it is at work any more: only then can the place be looked at. */
export async function settlePending(
  { clock, pendingCreations }: { readonly clock: Clock; readonly pendingCreations: PendingCreations },
  sessionId: SessionId,
): Promise<PendingCreation | null> {
  const pending = await pendingCreations.read(sessionId);
  await endOrphanedGit(pending?.attempt ?? null, clock);
  return pending;
}

/** Looks at the place; changes nothing. Rejects with `WORKTREE_PATH_TAKEN` when something stands there that is not ours. */
export async function lookAtPlace(place: WorktreePlace): Promise<PlaceState> {
  const { sessionId, path, commonDirectory, pending } = place;
  const names = await readdir(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw pathTaken(path, 'Something that is not a folder stands there.');
  });
  if (names === null || names.length === 0) {
    const registrations = await findRegistrations(commonDirectory, path);
    if (registrations.length === 0) return { kind: 'free' };
    const ours = pending?.path === path || registrations.every((registration) => registration.sessionId === sessionId);
    if (ours) return { kind: 'lost', registrations };
    throw pathTaken(path, 'The repository knows a worktree there whose folder is gone; `git worktree prune` makes it forget.');
  }
  const registration = await readRegistration(path);
  if (registration === null) throw pathTaken(path, 'It holds files, and is no worktree of this repository.');
  if (registration.commonDirectory !== commonDirectory) throw pathTaken(path, 'It is a worktree of another repository.');
  if (registration.marker !== null) {
    if (registration.marker.sessionId === sessionId) return { kind: 'made', marker: registration.marker };
    throw pathTaken(path, `It is the worktree of session ${registration.marker.sessionId}.`);
  }
  if (registration.sessionId === sessionId || pending?.path === path) return { kind: 'half_made' };
  throw pathTaken(path, 'It is a worktree that ao did not make.');
}

/** Clears what an attempt that was cut short has left: its folder, its entry in the repository, its lock on the branch. */
export async function clearEarlierAttempt(
  { logger, trash }: { readonly logger: Logger; readonly trash: Trash },
  place: WorktreePlace,
  state: PlaceState,
): Promise<void> {
  const { sessionId, path, commonDirectory, pending } = place;
  if (state.kind === 'half_made') {
    logger.info('clearing a half-made worktree', { sessionId, path });
    await trash.drop(path);
  }
  if (state.kind !== 'free') {
    for (const { adminDirectory } of await findRegistrations(commonDirectory, path)) await forgetWorktree(adminDirectory);
  }
  if (pending?.branchCreated === true) await removeOwnBranchLock(commonDirectory, pending.branch);
}

/**
 * A branch we were making is nobody else's, and our own git is ended by now: a lock on it was left by that one.
 * Its age is not asked for; the clock may have been set back since.
 */
async function removeOwnBranchLock(commonDirectory: string, branch: string): Promise<void> {
  await rm(join(commonDirectory, 'refs/heads', `${branch}.lock`), { force: true });
}

function pathTaken(path: string, why: string): AoError {
  return new AoError('WORKTREE_PATH_TAKEN', {
    message: `${path} cannot be used for a worktree. ${why} Move it away, then try again.`,
    details: { path },
  });
}
