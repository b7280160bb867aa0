import { AoError, type ErrorKind, type SessionRecord } from '@ao/domain';
import type { Engine } from '../engine.ts';
import { folderExists } from '../operation/folder-exists.ts';
import type { Operation } from '../operation/operation.ts';
import { STEP_LIMITS_MS } from '../operation/step-limits.ts';
import { setUpWorktree } from '../spawn/worktree-setup.ts';

/** Name of the step that rebuilds a worktree. */
export const REBUILD_STEP = 'worktree';

const REFUSALS: ReadonlySet<ErrorKind> = new Set<ErrorKind>(['bad_request', 'conflict', 'not_found']);

/** What a rebuild starts from. */
interface RebuildIntent {
  readonly path: string;
  readonly branch: string;
  readonly rescueRef: string | null;
}

interface BegunRebuild {
  readonly intent: RebuildIntent;
  /** Its folder is there. */
  readonly wasMade: boolean;
}

/** Operations whose rebuild was begun by this very process: how that went is known here. */
const begunHere = new WeakSet<Operation>();

/**
 * Makes sure that the worktree of an ended session exists, and answers its path. One that had to be rebuilt is set up again: what git
 * does not know (copied files, installed packages) was not saved with it.
 */
export async function rebuildWorktree(engine: Engine, operation: Operation, session: SessionRecord): Promise<string> {
  const { repositoryPath, path, branch, rescueRef } = session.workspace;
  if (path === null || branch === null) throw new AoError('RESTORE_TARGET_MISSING', { details: { sessionId: session.id } });
  const wasThere = session.workspace.state === 'present' && (await folderExists(engine, path));
  const intent: RebuildIntent = { path, branch, rescueRef };
  begunHere.add(operation);
  const created = await operation.step({
    name: REBUILD_STEP,
    about: { ...intent },
    limitMs: STEP_LIMITS_MS.worktree,
    overdue: () => new AoError('GIT_TIMEOUT', { message: 'Rebuilding the worktree took too long. Check the repository.' }),
    work: (signal) => engine.workspace.restore({ sessionId: session.id, repositoryPath, ...intent }, signal),
    after: () => storeRebuilt(engine, session, intent),
    // A worktree that is there after all is nothing to be taken back: it is the session's.
    undoLate: () => storeLateRebuild(engine, session, intent),
  });
  operation.notices.push(...created.notices);
  if (!wasThere) await setUpWorktree(engine, operation, created.path);
  return created.path;
}

/**
 * Completes a rebuild that did not come to its end, if it has made something, so that the facts can say what is there. One that was
 * begun by a daemon that died is completed in any case: its git may live on, and make the worktree after everybody has looked.
 */
export async function settleRebuild(engine: Engine, operation: Operation, session: SessionRecord): Promise<void> {
  const begun = await begunRebuild(engine, operation);
  const made = begun === null ? null : await completeRebuild(engine, operation, { session, begun });
  if (made !== null) storeRebuilt(engine, session, made);
}

/**
 * Closes an operation whose rebuild has failed, together with what that has made all the same. Rejects when that can be neither looked at,
 * nor completed, nor stored: then the operation stays open, for nobody else would explain the worktree.
 */
export async function closeFailedRebuild(engine: Engine, operation: Operation, session: SessionRecord, error: AoError): Promise<void> {
  const begun = await begunRebuild(engine, operation);
  let made: RebuildIntent | null = null;
  try {
    made = begun === null ? null : await completeRebuild(engine, operation, { session, begun });
  } catch (thrown) {
    if (begun?.wasMade === true && !isRefusal(thrown)) throw thrown;
    engine.logger.warn('What a failed rebuild has made could not be completed', { sessionId: session.id, error: thrown });
  }
  operation.close({ state: 'failed', error }, () => void (made !== null && storeRebuilt(engine, session, made)));
}

/** What was begun and may have made something; null when there is nothing to complete. */
async function begunRebuild(engine: Engine, operation: Operation): Promise<BegunRebuild | null> {
  const step = operation.record().steps.find((candidate) => candidate.name === REBUILD_STEP);
  if (step === undefined || step.state === 'done') return null;
  const intent = step.created as unknown as RebuildIntent;
  const wasMade = await folderExists(engine, intent.path);
  return !wasMade && (begunHere.has(operation) || step.state === 'failed') ? null : { intent, wasMade };
}

async function completeRebuild(
  engine: Engine,
  operation: Operation,
  { session, begun }: { readonly session: SessionRecord; readonly begun: BegunRebuild },
): Promise<RebuildIntent | null> {
  const { intent, wasMade } = begun;
  const { repositoryPath } = session.workspace;
  try {
    await operation.call({
      doing: 'completing the worktree',
      limitMs: STEP_LIMITS_MS.worktree,
      overdue: () => new AoError('GIT_TIMEOUT', { message: 'Rebuilding the worktree took too long.' }),
      work: (signal) => engine.workspace.restore({ sessionId: session.id, repositoryPath, ...intent }, signal),
      afterLate: () => storeLateRebuild(engine, session, intent),
    });
  } catch (error) {
    // What rejects has made nothing, and has ended what still worked there.
    if (!wasMade && !isOverdue(error) && !(await folderExists(engine, intent.path))) return null;
    throw error;
  }
  return intent;
}

/** What stands there is not the session's, or can never become its worktree: trying again changes nothing. */
function isRefusal(error: unknown): boolean {
  return AoError.isInstance(error) && REFUSALS.has(error.kind);
}

function isOverdue(error: unknown): boolean {
  return AoError.isInstance(error) && error.code === 'GIT_TIMEOUT';
}

/** A kill waits for nobody: it may have removed the worktree again. */
async function storeLateRebuild(engine: Engine, session: SessionRecord, intent: RebuildIntent): Promise<void> {
  if (await folderExists(engine, intent.path)) storeRebuilt(engine, session, intent);
}

function storeRebuilt(engine: Engine, session: SessionRecord, { path, branch }: RebuildIntent): void {
  const at = engine.clock.now();
  engine.lifecycle.observe(session.id, { type: 'workspace_ready', at, path, branch, baseRef: null, baseCommit: null });
}
