import { AoError, type SessionId, type SessionRecord, toAoError } from '@ao/domain';
import { type Engine, projectOf, sessionOf } from '../engine.ts';
import { STEP_LIMITS_MS } from '../operation/step-limits.ts';
import { closeFailedRebuild, rebuildWorktree } from '../restore/rebuild-worktree.ts';
import { setupLimitMs } from '../spawn/worktree-setup.ts';

/** Rebuilds a worktree that a clean-up removed. See {@link SessionManager.undoCleanup}. */
export async function undoCleanUp(
  engine: Engine,
  sessionId: SessionId,
): Promise<{ readonly session: SessionRecord; readonly path: string; readonly notices: readonly string[] }> {
  const session = sessionOf(engine, sessionId);
  const { state } = session.workspace;
  // What a failed spawn had made was taken back for good, unless there was work in it.
  const isRemoved = state === 'rescued' || (state === 'removed' && session.launch !== null);
  if (session.phase !== 'ended' || !isRemoved) {
    const message = state === 'present' ? `The worktree of ${sessionId} is still there: ${session.workspace.path}` : undefined;
    throw new AoError('NOTHING_TO_UNDO', { message, details: { sessionId, workspace: state } });
  }
  return engine.runner.start(
    {
      kind: 'undo_cleanup',
      sessionId,
      request: {},
      limitMs: STEP_LIMITS_MS.worktree + setupLimitMs(projectOf(engine, session)),
      open: () => sessionId,
    },
    async (operation) => {
      try {
        const path = await rebuildWorktree(engine, operation, session);
        operation.close({ state: 'done' });
        return { session: sessionOf(engine, sessionId), path, notices: operation.notices };
      } catch (thrown) {
        const error = toAoError(thrown, 'rebuilding the worktree');
        await closeFailedRebuild(engine, operation, session, error);
        throw error;
      }
    },
  );
}
