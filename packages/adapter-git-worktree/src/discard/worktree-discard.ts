import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { AoError } from '@ao/domain';
import type { RemovalResult, WorkspaceRequest } from '@ao/ports';
import { clearEarlierAttempt, lookAtPlace, settlePending, type PlaceState, type WorktreePlace } from '../create/earlier-attempt.ts';
import type { PendingCreation } from '../create/pending-creation.ts';
import { deleteUnmovedBranch } from '../create/worktree-add.ts';
import { requireContainedPath } from '../paths/contained-path.ts';
import { forgetLostWorktree } from '../removal/lost-worktree.ts';
import { takeAway } from '../removal/removal-execution.ts';
import { prepareRemoval } from '../removal/removal-planning.ts';
import { locateRepository } from '../repository/repository-location.ts';
import { runInRepositoryQueue } from '../repository/repository-queue.ts';
import { readRefs } from '../repository/repository-refs.ts';
import { listRescueRefs } from '../rescue/rescue-refs.ts';
import { saveContent } from '../rescue/rescue-save.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import { forgetWorktree } from '../worktree/worktree-entry.ts';
import { findRegistrations } from '../worktree/worktree-registration.ts';

/** Undoes a creation; see `WorkspaceV1.discard`. */
export async function discardWorktree(context: WorkspaceContext, request: WorkspaceRequest, signal?: AbortSignal): Promise<RemovalResult> {
  const path = await requireContainedPath(context.worktreeRoot, request.path);
  const location = await locateRepository(context.git, request.repositoryPath, signal).catch(async (error: unknown) => {
    if (!AoError.isInstance(error) || error.code === 'GIT_NOT_FOUND') throw error;
    // A git that fails has not lost the repository: what is there must not be forgotten for that.
    if (await isThere(join(request.repositoryPath, '.git'))) throw error;
    return null;
  });
  if (location === null) return { removed: true, rescueRef: null, reason: 'its repository is gone' };
  const { commonDirectory } = location;
  return runInRepositoryQueue(commonDirectory, () => discardInQueue(context, { ...request, path }, commonDirectory, signal), signal);
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function discardInQueue(
  context: WorkspaceContext,
  request: WorkspaceRequest,
  commonDirectory: string,
  signal?: AbortSignal,
): Promise<RemovalResult> {
  const { git, pendingCreations, removalRecords } = context;
  const { sessionId, path } = request;
  const pending = await settlePending(context, sessionId);
  const place = { sessionId, path, commonDirectory, pending };
  const state = await lookAtPlace(place).catch(keepWhenTaken);
  if (typeof state === 'string') return { removed: false, rescueRef: null, reason: state };
  const record = recordOf(state, place);
  // Written down first, so that the branch is found again when this is cut short after the worktree is gone.
  if (record !== null) await pendingCreations.write(sessionId, record);
  const removal = await removePlace(context, place, state, signal);
  if (!removal.removed) return removal;
  // What git still knows would keep the branch: then this is not over.
  for (const { adminDirectory } of await findRegistrations(commonDirectory, path)) await forgetWorktree(adminDirectory);
  if (record !== null) await deleteOwnBranch(context, commonDirectory, record);
  await Promise.all([pendingCreations.clear(sessionId), removalRecords.clear(sessionId)]);
  if (removal.rescueRef !== null) return removal;
  const saved = await listRescueRefs(git, { cwd: commonDirectory, sessionId });
  return { ...removal, rescueRef: saved.at(-1)?.name ?? null };
}

function recordOf(state: PlaceState, { pending, path, commonDirectory }: WorktreePlace): Omit<PendingCreation, 'version'> | null {
  const marker = state.kind === 'made' ? state.marker : state.kind === 'lost' ? state.registrations[0]?.marker : null;
  if (!marker) return pending;
  const { branch, branchCreated, baseRef, baseCommit } = marker;
  return { path, commonDirectory, branch, branchCreated, baseRef, baseCommit, attempt: null };
}

async function removePlace(
  context: WorkspaceContext,
  place: WorktreePlace,
  state: PlaceState,
  signal?: AbortSignal,
): Promise<RemovalResult> {
  const { sessionId, path } = place;
  if (state.kind === 'free') {
    await clearEarlierAttempt(context, place, state);
    return { removed: true, rescueRef: null, reason: 'nothing was left' };
  }
  if (state.kind === 'half_made') {
    await clearEarlierAttempt(context, place, state);
    return { removed: true, rescueRef: null, reason: 'it was never finished' };
  }
  if (state.kind === 'lost') {
    const rescueRef = await forgetLostWorktree(context, place);
    await clearEarlierAttempt(context, place, state);
    return { removed: true, rescueRef, reason: 'the folder does not exist any more' };
  }
  const { plan, worktree } = await prepareRemoval(context, { sessionId, path, baseCommit: state.marker.baseCommit }, signal);
  if (plan.action === 'keep' || worktree === null) return { removed: false, rescueRef: null, reason: plan.reason };
  const rescueRef = plan.rescueRef ?? null;
  if (rescueRef !== null) await saveContent(context, { sessionId, path, ref: rescueRef, ...worktree }, signal);
  if (!(await takeAway(context, { sessionId, path, ...worktree })))
    return { removed: false, rescueRef: null, reason: 'something still writes to it' };
  return { removed: true, rescueRef, reason: plan.reason };
}

/** Deletes the branch that was made for the worktree, unless somebody has built on it or checked it out. */
async function deleteOwnBranch(context: WorkspaceContext, cwd: string, record: Omit<PendingCreation, 'version'>): Promise<void> {
  if (!record.branchCreated) return;
  const { git, clock } = context;
  const name = `refs/heads/${record.branch}`;
  const branch = (await readRefs(git, cwd, [name])).find((ref) => ref.name === name);
  if (branch === undefined || branch.worktreePath !== null) return;
  // A branch that never moved has nothing of its own, whatever git can be asked about just now.
  if (branch.objectId !== record.baseCommit) {
    const own = await git.run({ cwd, args: ['rev-list', '--max-count=1', branch.objectId, `^${record.baseCommit}`] });
    if (own.exitCode !== 0 || own.stdout.trim() !== '') return;
  }
  if (await deleteUnmovedBranch(git, clock, { cwd, branch: record.branch, commit: branch.objectId })) return;
  const [still] = await readRefs(git, cwd, [name]);
  if (still?.objectId !== branch.objectId) return;
  throw new AoError('GIT_FAILED', { message: `git did not delete the branch ${record.branch}. It is tried again.` });
}

function keepWhenTaken(error: unknown): string {
  if (AoError.isInstance(error) && error.code === 'WORKTREE_PATH_TAKEN') return error.message;
  throw error;
}
