import { access } from 'node:fs/promises';
import { AoError, type SessionId } from '@ao/domain';
import type { WorkspaceCreated } from '@ao/ports';
import { checkedOutElsewhere } from '../create/branch-decision.ts';
import { lookAtPlace, settlePending, type WorktreePlace } from '../create/earlier-attempt.ts';
import { forgetNote } from '../create/finished-notes.ts';
import { markAttempt, markedEnvironment } from '../create/orphaned-git.ts';
import { clearBeforeAttempt, undoCreation } from '../create/undo-creation.ts';
import { addWorktree } from '../create/worktree-add.ts';
import { requireBranchName } from '../git/branch-name.ts';
import { writeDespiteLocks } from '../git/git-lock-retry.ts';
import { requireContainedPath } from '../paths/contained-path.ts';
import { locateRepository, type RepositoryLocation } from '../repository/repository-location.ts';
import { runInRepositoryQueue } from '../repository/repository-queue.ts';
import { checkOutContent } from '../rescue/rescue-checkout.ts';
import { readRescue } from '../rescue/rescue-read.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import { writeMarker } from '../worktree/worktree-marker.ts';
import { readRegistration } from '../worktree/worktree-registration.ts';
import { planRestore, type RestorePlan } from './restore-plan.ts';

/** Which worktree shall exist again. */
export interface RestoreRequest {
  readonly sessionId: SessionId;
  readonly repositoryPath: string;
  readonly path: string;
  readonly branch: string;
  readonly rescueRef: string | null;
}

/** Makes sure that the worktree of a session exists again; see `WorkspaceV1.restore`. */
export async function restoreWorktree(context: WorkspaceContext, request: RestoreRequest, signal?: AbortSignal): Promise<WorkspaceCreated> {
  requireBranchName(request.branch);
  const path = await requireContainedPath(context.worktreeRoot, request.path);
  const gitVersion = await context.gitVersion(signal);
  const location = await locate(context, request, signal);
  const work = (): Promise<WorkspaceCreated> => restoreInQueue(context, { ...request, path }, { location, gitVersion }, signal);
  return runInRepositoryQueue(location.commonDirectory, work, signal);
}

async function locate(context: WorkspaceContext, request: RestoreRequest, signal?: AbortSignal): Promise<RepositoryLocation> {
  return locateRepository(context.git, request.repositoryPath, signal).catch((error: unknown) => {
    if (!AoError.isInstance(error) || error.code === 'GIT_NOT_FOUND') throw error;
    throw new AoError('RESTORE_TARGET_MISSING', {
      message: `The repository ${request.repositoryPath} cannot be used any more: ${error.message}`,
      cause: error,
    });
  });
}

async function restoreInQueue(
  context: WorkspaceContext,
  request: RestoreRequest,
  { location, gitVersion }: { readonly location: RepositoryLocation; readonly gitVersion: string },
  signal?: AbortSignal,
): Promise<WorkspaceCreated> {
  const { git, pendingCreations } = context;
  const { sessionId, path, branch, rescueRef } = request;
  const { commonDirectory, workTree: cwd } = location;
  const pending = await settlePending(context, sessionId);
  const place = { sessionId, path, commonDirectory, pending };
  const state = await lookAtPlace(place);
  if (state.kind === 'made') {
    const { baseRef, baseCommit, branch: made } = state.marker;
    // It was cut short when everything but this was done.
    if (pending !== null) await forgetBothNotes(context, place);
    return { path, branch: made, baseRef, baseCommit, notices: [] };
  }
  if (state.kind !== 'free' || pending !== null) {
    await clearBeforeAttempt(context, place, state);
    await forgetNote(context, place, pendingCreations);
  }
  const rescue = rescueRef === null ? null : await readRescue(git, cwd, rescueRef, signal);
  const record = await context.removalRecords.read(sessionId);
  const plan = await planRestore(git, { cwd, path, branch, rescue, record }, signal);
  if (plan.checkedOutAt !== null) throw await checkedOutElsewhere(plan.checkedOutAt.branch, plan.checkedOutAt.worktreePath);
  const { baseRef, baseCommit } = plan;
  // Bringing back makes no branch of its own: nothing is to be deleted when it is cut short.
  const noted = { path, commonDirectory, branch, branchCreated: false, baseRef, baseCommit, attempt: await markAttempt() };
  await pendingCreations.write(sessionId, noted);
  try {
    const notices = await rebuild(context, request, { plan, location, gitVersion, env: markedEnvironment(noted.attempt) }, signal);
    await forgetBothNotes(context, place);
    return { path, branch, baseRef, baseCommit, notices: [...plan.notices, ...notices] };
  } catch (error) {
    await undoCreation(context, place, { branch, branchCreated: false, baseCommit });
    throw error;
  }
}

async function forgetBothNotes(context: WorkspaceContext, place: WorktreePlace): Promise<void> {
  for (const notes of [context.pendingCreations, context.removalRecords]) await forgetNote(context, place, notes);
}

interface RebuildPlan {
  readonly plan: RestorePlan;
  readonly location: RepositoryLocation;
  readonly gitVersion: string;
  readonly env: Readonly<Record<string, string>>;
}

async function rebuild(
  context: WorkspaceContext,
  { sessionId, path, branch }: RestoreRequest,
  { plan, location, gitVersion, env }: RebuildPlan,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const { git, clock } = context;
  const cwd = location.workTree;
  const { head, content, baseRef, baseCommit, branchCreated } = plan;
  if (plan.makeBranch !== null) {
    const args = ['update-ref', '-m', 'ao: brought back', `refs/heads/${plan.makeBranch.name}`, plan.makeBranch.commit, ''];
    await writeDespiteLocks(git, clock, { cwd, args, signal });
  }
  const target =
    content === null && head.kind === 'branch'
      ? { commitish: head.name, flags: [] }
      : { commitish: plan.checkoutCommit, flags: content === null ? ['--detach'] : ['--detach', '--no-checkout'] };
  const notices = await addWorktree(git, clock, { sessionId, cwd, path, gitVersion, env, ...target }, signal);
  const registration = await readRegistration(path);
  if (registration === null)
    throw new AoError('GIT_FAILED', { message: `git made ${path}, but it is no worktree. Is there a hook that moves it?` });
  if (content !== null) {
    // Before the files: status must never be read against another commit.
    if (head.kind !== 'detached') {
      await writeDespiteLocks(git, clock, { cwd: path, args: ['symbolic-ref', 'HEAD', `refs/heads/${head.name}`], signal });
    }
    await checkOutContent(context, { path, ...registration }, content, signal);
  }
  const links = content?.state.links ?? [];
  await writeMarker(registration.adminDirectory, { sessionId, branch, branchCreated, baseRef, baseCommit, links });
  return [...notices, ...(await submoduleNotices(path))];
}

async function submoduleNotices(path: string): Promise<readonly string[]> {
  return access(`${path}/.gitmodules`).then(
    () => ['Submodules are not checked out again: `git submodule update --init --recursive` does it.'],
    () => [],
  );
}
