import type { SessionId } from '@ao/domain';
import type { RemovalPlan, RemovalResult } from '@ao/ports';
import { forgetNote } from '../create/finished-notes.ts';
import { locateRepository } from '../repository/repository-location.ts';
import { runInRepositoryQueue } from '../repository/repository-queue.ts';
import { listRescueRefs } from '../rescue/rescue-refs.ts';
import { saveContent } from '../rescue/rescue-save.ts';
import { readContent, type WorktreeContent } from '../status/worktree-inspection.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import { readRegistration, type WorktreeRegistration } from '../worktree/worktree-registration.ts';
import { forgetLostWorktree } from './lost-worktree.ts';
import { prepareRemoval } from './removal-planning.ts';

/** A plan to be executed. */
export interface RemovalRequest {
  readonly sessionId: SessionId;
  readonly repositoryPath: string;
  readonly plan: RemovalPlan;
  readonly allowSave: boolean;
}

const CHANGED = 'it changed after the plan was made; plan again';

/** Executes a plan, if it still holds; see `WorkspaceV1.remove`. */
export async function executeRemoval(context: WorkspaceContext, request: RemovalRequest, signal?: AbortSignal): Promise<RemovalResult> {
  const { plan } = request;
  if (plan.action === 'keep') return refused(plan.reason);
  const registration = await readRegistration(plan.path);
  const location = registration ?? (await locateRepository(context.git, request.repositoryPath, signal).catch(() => null));
  const work = (): Promise<RemovalResult> => executeInQueue(context, request, location?.commonDirectory ?? null, signal);
  // Without a repository there is nothing to queue for: it is gone together with the worktree.
  return location === null ? work() : runInRepositoryQueue(location.commonDirectory, work, signal);
}

async function executeInQueue(
  context: WorkspaceContext,
  request: RemovalRequest,
  commonDirectory: string | null,
  signal?: AbortSignal,
): Promise<RemovalResult> {
  const { sessionId, plan, allowSave } = request;
  const { plan: now, worktree } = await prepareRemoval(context, { sessionId, path: plan.path, baseCommit: null }, signal);
  if (now.action === 'gone') {
    const rescueRef = commonDirectory === null ? null : await forgetLostWorktree(context, { sessionId, path: now.path, commonDirectory });
    const earlier = commonDirectory === null ? null : await savedBefore(context, commonDirectory, request, signal);
    return { removed: true, rescueRef: rescueRef ?? earlier, reason: now.reason };
  }
  if (now.action === 'keep' || worktree === null) return refused(now.reason);
  if (now.fingerprint !== plan.fingerprint) return refused(CHANGED);
  if (now.action === 'save' && !allowSave) return refused(plan.reason);
  const rescueRef = now.action === 'save' ? (plan.rescueRef ?? now.rescueRef ?? null) : null;
  if (rescueRef !== null) await saveContent(context, { sessionId, path: now.path, ref: rescueRef, ...worktree }, signal);
  const removed = await takeAway(context, { sessionId, path: now.path, ...worktree });
  if (!removed) return refused(CHANGED);
  // There is one when its creation was to be undone, and git had wanted it kept.
  const { commonDirectory: common } = worktree.registration;
  await forgetNote(context, { sessionId, path: now.path, commonDirectory: common }, context.pendingCreations);
  return { removed, rescueRef, reason: plan.reason };
}

/** A worktree whose content is safe. */
export interface SafeWorktree {
  readonly sessionId: SessionId;
  readonly path: string;
  readonly registration: WorktreeRegistration;
  readonly content: WorktreeContent;
}

/** Moves the folder aside, looks once more, and only then gives it up: one that a crash leaves aside is brought back. From here on the caller's signal is not heeded: half a removal is none. */
export async function takeAway({ git, trash, removalRecords }: WorkspaceContext, worktree: SafeWorktree): Promise<boolean> {
  const { sessionId, path, registration, content } = worktree;
  const { marker } = registration;
  await removalRecords.write(sessionId, {
    headBranch: content.status.headBranch,
    headCommit: content.status.headCommit,
    baseRef: marker?.baseRef ?? null,
    baseCommit: marker?.baseCommit ?? null,
    branchCreated: marker?.branchCreated ?? false,
  });
  const trashed = await trash.take(path);
  // Somebody may have written between the plan and the move; after it nobody finds the folder any more.
  const after = await readContent(git, { path: trashed.path, marker, submodules: 'ignore' }).catch(() => null);
  if (after?.fingerprint !== content.fingerprint) {
    await trashed.bringBack();
    return false;
  }
  try {
    await trashed.giveUp();
  } catch (error) {
    await trashed.bringBack();
    throw error;
  }
  await trashed.clearAway(registration);
  return true;
}

/** The ref of the plan, when an execution that was cut short had saved there before the folder went. */
async function savedBefore(
  { git }: WorkspaceContext,
  commonDirectory: string,
  { sessionId, plan }: RemovalRequest,
  signal?: AbortSignal,
): Promise<string | null> {
  if (plan.action !== 'save') return null;
  const saved = await listRescueRefs(git, { cwd: commonDirectory, sessionId }, signal);
  return saved.find(({ name }) => name === plan.rescueRef)?.name ?? null;
}

function refused(reason: string): RemovalResult {
  return { removed: false, rescueRef: null, reason };
}
