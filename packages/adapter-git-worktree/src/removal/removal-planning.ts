import { lstat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { AoError, type SessionId } from '@ao/domain';
import type { RemovalPlan } from '@ao/ports';
import { requireContainedPath } from '../paths/contained-path.ts';
import { chooseRescueRef } from '../rescue/rescue-refs.ts';
import { showPath } from '../status/byte-path.ts';
import { measureFolder } from '../status/folder-size.ts';
import { findUnsafeRepository } from '../status/nested-repositories.ts';
import { findUnfinishedOperation } from '../status/unfinished-operation.ts';
import { readContent, type WorktreeContent } from '../status/worktree-inspection.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import { readRegistration, type WorktreeRegistration } from '../worktree/worktree-registration.ts';
import { countCommits } from './commit-counts.ts';
import { decideRemoval } from './removal-decision.ts';

const DIRTY_FILES_SHOWN = 100;

/** Which worktree, of which session. */
export interface RemovalTarget {
  readonly sessionId: SessionId;
  readonly path: string;
  readonly baseCommit: string | null;
}

/** A plan together with what it was made from, so that it can be executed without looking again. */
export interface PreparedRemoval {
  readonly plan: RemovalPlan;
  /** Null when there is nothing that could be removed or saved. */
  readonly worktree: { readonly registration: WorktreeRegistration; readonly content: WorktreeContent } | null;
}

/** Plans the removal of a worktree; changes nothing. See `WorkspaceV1.planRemoval`. */
export async function prepareRemoval(context: WorkspaceContext, target: RemovalTarget, signal?: AbortSignal): Promise<PreparedRemoval> {
  const path = await requireContainedPath(context.worktreeRoot, target.path);
  const empty = { path, dirtyFiles: [], dirtyFileCount: 0, unpushedCommits: 0, sizeBytes: 0, rescueRef: null };
  const without = (action: 'gone' | 'keep', reason: string): PreparedRemoval => ({
    plan: { ...empty, action, reason, fingerprint: fingerprintOf(target.sessionId, path, [action, reason]) },
    worktree: null,
  });
  const aside = context.trash.find(path);
  if (aside !== null) return without('keep', `its removal has not come to its end; its files are in ${aside} for the moment`);
  if ((await lstat(path).catch(() => null)) === null) return without('gone', 'the folder does not exist any more');
  const registration = await readRegistration(path);
  if (registration === null) return without('keep', 'no repository knows this folder as a worktree (any more)');
  if (registration.sessionId === null) return without('keep', 'ao did not make this worktree');
  if (registration.sessionId !== target.sessionId) return without('keep', `it is the worktree of session ${registration.sessionId}`);
  try {
    return await inspect(context, { ...target, path }, registration, signal);
  } catch (error) {
    if (!AoError.isInstance(error) || error.code === 'GIT_NOT_FOUND') throw error;
    return without('keep', `it cannot be examined: ${error.message}`);
  }
}

async function inspect(
  context: WorkspaceContext,
  { sessionId, path, baseCommit }: RemovalTarget,
  registration: WorktreeRegistration,
  signal?: AbortSignal,
): Promise<PreparedRemoval> {
  const { git, clock } = context;
  const [content, unfinished, unsafe, sizeBytes] = await Promise.all([
    readContent(git, { path, marker: registration.marker, submodules: 'look' }, signal),
    findUnfinishedOperation(registration.adminDirectory, clock.now()),
    findUnsafeRepository(git, path, signal),
    measureFolder(path, signal),
  ]);
  const base = baseCommit ?? registration.marker?.baseCommit ?? null;
  const counts = await countCommits(git, { cwd: path, status: content.status, baseCommit: base }, signal);
  const { action, reason } = decideRemoval({ content, obstacle: unfinished ?? unsafe, ...counts });
  const { fingerprint } = content;
  const rescueRef = action === 'save' ? await chooseRescueRef(git, { cwd: path, sessionId, fingerprint }, signal) : null;
  const plan = {
    action,
    path,
    reason,
    dirtyFiles: content.dirty.slice(0, DIRTY_FILES_SHOWN).map(showPath),
    dirtyFileCount: content.dirty.length,
    unpushedCommits: counts.unpushedCommits,
    sizeBytes,
    rescueRef,
    fingerprint: fingerprintOf(sessionId, path, [action, fingerprint]),
  };
  return { plan, worktree: { registration, content } };
}

function fingerprintOf(sessionId: SessionId, path: string, parts: readonly string[]): string {
  return createHash('sha256')
    .update([sessionId, path, ...parts].join('\0'))
    .digest('hex');
}
