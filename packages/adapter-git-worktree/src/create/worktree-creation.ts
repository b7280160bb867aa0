import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { AoError } from '@ao/domain';
import type { WorkspaceCreated, WorkspaceRequest } from '@ao/ports';
import { requireBranchName } from '../git/branch-name.ts';
import { requireContainedPath } from '../paths/contained-path.ts';
import { locateRepository, type RepositoryLocation } from '../repository/repository-location.ts';
import { runInRepositoryQueue } from '../repository/repository-queue.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import { writeMarker } from '../worktree/worktree-marker.ts';
import { readRegistration } from '../worktree/worktree-registration.ts';
import { lookAtPlace, settlePending } from './earlier-attempt.ts';
import { forgetNote } from './finished-notes.ts';
import { markAttempt, markedEnvironment } from './orphaned-git.ts';
import type { PendingCreation } from './pending-creation.ts';
import { readRemoteState, type RemoteState } from './remote-refresh.ts';
import { findStartPoint, type StartPoint } from './start-point.ts';
import { clearBeforeAttempt, undoCreation } from './undo-creation.ts';
import { addWorktree, makeBranch } from './worktree-add.ts';

const SUBMODULE_NOTICE =
  'The repository has submodules; they are not checked out here. If the work needs them, add `git submodule update --init --recursive` to postCreate.';

interface Preparation {
  readonly location: RepositoryLocation;
  readonly path: string;
  readonly gitVersion: string;
}

/** Finds everything `createWorktree` would reject, without making, fetching or clearing anything. */
export async function preflightWorktree(context: WorkspaceContext, request: WorkspaceRequest, signal?: AbortSignal): Promise<void> {
  const { location, path } = await prepare(context, request, signal);
  const pending = await context.pendingCreations.read(request.sessionId);
  const state = await lookAtPlace({ sessionId: request.sessionId, path, commonDirectory: location.commonDirectory, pending });
  if (state.kind === 'made') return;
  const remote = await readRemoteState({ git: context.git, location, shortFetch: null }, request, signal);
  await findStartPoint({ ...context, cwd: location.workTree, path, pending, remote }, request, signal);
}

/** Makes branch and worktree, or completes what an earlier call with the same request had begun; see `WorkspaceV1.create`. */
export async function createWorktree(
  context: WorkspaceContext,
  request: WorkspaceRequest,
  signal?: AbortSignal,
): Promise<WorkspaceCreated> {
  const preparation = await prepare(context, request, signal);
  const { location } = preparation;
  // Outside the queue: a remote that does not answer must not hold up the others.
  const remote = await readRemoteState({ git: context.git, location, shortFetch: context.shortFetch }, request, signal);
  return runInRepositoryQueue(location.commonDirectory, () => createInQueue(context, request, preparation, remote, signal), signal);
}

async function prepare(context: WorkspaceContext, request: WorkspaceRequest, signal?: AbortSignal): Promise<Preparation> {
  requireBranchName(request.branch);
  const path = await requireContainedPath(context.worktreeRoot, request.path);
  // Before anything else: an old or missing git fails in words of its own otherwise.
  const gitVersion = await context.gitVersion(signal);
  const location = await locateRepository(context.git, request.repositoryPath, signal);
  return { gitVersion, location, path };
}

async function createInQueue(
  context: WorkspaceContext,
  request: WorkspaceRequest,
  preparation: Preparation,
  remote: RemoteState,
  signal?: AbortSignal,
): Promise<WorkspaceCreated> {
  const { location, path } = preparation;
  const earlier = await settlePending(context, request.sessionId);
  const place = { sessionId: request.sessionId, path, commonDirectory: location.commonDirectory, pending: earlier };
  const state = await lookAtPlace(place);
  if (state.kind === 'made') {
    const { branch, baseRef, baseCommit } = state.marker;
    await forgetNote(context, place, context.pendingCreations);
    return { path, branch, baseRef, baseCommit, notices: [] };
  }
  if (state.kind !== 'free' || earlier !== null) await clearBeforeAttempt(context, place, state);
  const start = await findStartPoint({ ...context, cwd: location.workTree, path, pending: earlier, remote }, request, signal);
  const { branch } = request;
  const { branchCreated, baseRef, baseCommit } = start;
  const attempt = await markAttempt();
  const pending = { path, commonDirectory: location.commonDirectory, branch, branchCreated, baseRef, baseCommit, attempt };
  await context.pendingCreations.write(request.sessionId, pending);
  try {
    const cwd = location.workTree;
    const env = markedEnvironment(attempt);
    if (start.branchFrom !== null) {
      await makeBranch(context.git, context.clock, { cwd, branch, commit: start.branchFrom, baseRef, env }, signal);
    }
    const notices = await make(context, request, { preparation, start, pending }, signal);
    return { path, branch, baseRef, baseCommit, notices: [...start.notices, ...notices] };
  } catch (error) {
    // A branch that came into being meanwhile is somebody else's.
    const ours = branchCreated && !(AoError.isInstance(error) && error.code === 'BRANCH_NAME_CLASH');
    await undoCreation(context, place, { branch, branchCreated: ours, baseCommit });
    throw error;
  }
}

async function make(
  context: WorkspaceContext,
  { sessionId }: WorkspaceRequest,
  plan: { readonly preparation: Preparation; readonly start: StartPoint; readonly pending: Omit<PendingCreation, 'version'> },
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const { git, clock } = context;
  const { pending, start } = plan;
  const { location, path, gitVersion } = plan.preparation;
  const { branch, branchCreated, baseRef, baseCommit } = pending;
  const cwd = location.workTree;

  // Only a remark: it never fails the creation.
  const rivalNotices = compareWithLocal(context, cwd, start, signal).catch(() => []);
  const env = markedEnvironment(pending.attempt);
  const hookNotices = await addWorktree(git, clock, { sessionId, cwd, path, commitish: branch, flags: [], gitVersion, env }, signal);
  const registration = await readRegistration(path);
  if (registration === null)
    throw new AoError('GIT_FAILED', { message: `git made ${path}, but it is no worktree. Is there a hook that moves it?` });
  await writeMarker(registration.adminDirectory, { sessionId, branch, branchCreated, baseRef, baseCommit, links: [] });
  await forgetNote(context, { sessionId, path, commonDirectory: location.commonDirectory }, context.pendingCreations);
  return [...(await rivalNotices), ...hookNotices, ...(await submoduleNotices(path))];
}

/** People who do not push every day wonder why the session does not have their newest commits. */
async function compareWithLocal(
  { git }: WorkspaceContext,
  cwd: string,
  { localRival, baseCommit, baseRef }: StartPoint,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  if (localRival === null) return [];
  const counted = await git.run({ cwd, args: ['rev-list', '--count', `refs/heads/${localRival}`, `^${baseCommit}`], signal });
  const count = Number(counted.stdout.trim());
  if (counted.exitCode !== 0 || !(count > 0)) return [];
  return [
    `Your local ${localRival} has ${count} ${count === 1 ? 'commit' : 'commits'} that ${baseRef} lacks; they are not in this worktree.`,
  ];
}

async function submoduleNotices(path: string): Promise<readonly string[]> {
  return access(join(path, '.gitmodules')).then(
    () => [SUBMODULE_NOTICE],
    () => [],
  );
}
