import { AoError, type SessionId, type SessionRecord, toAoError } from '@ao/domain';
import type { RemovalPlan, RemovalResult } from '@ao/ports';
import { type Engine, sessionOf } from '../engine.ts';
import { forgetTerminal } from '../launch/close-terminal.ts';
import { mapBounded } from '../operation/map-bounded.ts';
import { STEP_LIMITS_MS } from '../operation/step-limits.ts';
import type { CleanupCommand, CleanupOutcome } from '../session-commands.ts';
import { planRemoval } from './removal-plan.ts';
import { removeWorktree, settleRemoval, storeVanished } from './remove-worktree.ts';

/** Worktrees looked at and removed at once; git queues the work on one repository by itself. */
const PARALLEL = 4;

/** Plans and carries out a clean-up. See {@link SessionManager.cleanup}. */
export async function cleanUp(engine: Engine, command: CleanupCommand, signal?: AbortSignal): Promise<readonly CleanupOutcome[]> {
  return mapBounded(candidates(engine, command), PARALLEL, async (session) => {
    const { id: sessionId } = session;
    const plan = await planRemoval(engine, session, { signal });
    if (!command.execute || signal?.aborted === true) return { sessionId, plan, result: null };
    return { sessionId, plan, result: await execute(engine, sessionId, plan, command.save) };
  });
}

/** Sessions that were named are answered for whatever they are; otherwise those that have ended and still have a worktree. */
function candidates(engine: Engine, { projectId, sessionIds }: CleanupCommand): readonly SessionRecord[] {
  if (sessionIds !== null) return [...new Set(sessionIds)].map((id) => sessionOf(engine, id));
  const ended = engine.stores.sessions.list({ projectId: projectId ?? undefined, phases: ['ended'] });
  return ended.filter((session) => session.workspace.state === 'present');
}

async function execute(engine: Engine, sessionId: SessionId, plan: RemovalPlan, save: boolean): Promise<RemovalResult> {
  const skip = (reason: string): RemovalResult => ({ removed: false, rescueRef: null, reason });
  if (plan.action === 'keep') return skip(plan.reason);
  if (plan.action === 'save' && !save) return skip(`${plan.reason}; remove it with --save, which keeps a rescue copy`);
  try {
    if (plan.action === 'gone') return await settleVanished(engine, sessionId, plan);
    const result = await engine.runner.start(
      {
        kind: 'cleanup',
        sessionId,
        request: { plan, allowSave: save },
        limitMs: STEP_LIMITS_MS.removal,
        open: () => {
          refuseUnlessEnded(engine, sessionId);
          return sessionId;
        },
      },
      async (operation) => {
        try {
          const removal = await removeWorktree(engine, operation, { plan, allowSave: save });
          operation.close({ state: 'done' });
          return removal;
        } catch (thrown) {
          const error = toAoError(thrown, 'removing the worktree');
          const settled = await settleRemoval(engine, operation, { plan, allowSave: save });
          operation.close(settled === null ? { state: 'failed', error } : { state: 'done' });
          if (settled === null) throw error;
          return settled;
        }
      },
    );
    if (result.removed) await forgetLastTerminal(engine, sessionId);
    return result;
  } catch (thrown) {
    return skip(toAoError(thrown, 'cleaning up').message);
  }
}

/** The plan was made without holding the session: a restore may have come in between. */
function refuseUnlessEnded(engine: Engine, sessionId: SessionId): void {
  if (sessionOf(engine, sessionId).phase === 'ended') return;
  throw new AoError('SESSION_NOT_ENDED', { message: `${sessionId} was restored meanwhile; nothing was removed.`, details: { sessionId } });
}

async function settleVanished(engine: Engine, sessionId: SessionId, plan: RemovalPlan): Promise<RemovalResult> {
  const session = sessionOf(engine, sessionId);
  if (session.phase === 'ended' && session.workspace.state === 'present') storeVanished(engine, session);
  return { removed: false, rescueRef: null, reason: plan.reason };
}

/** With the worktree goes what the runtime keeps of the session's last terminal. */
async function forgetLastTerminal(engine: Engine, sessionId: SessionId): Promise<void> {
  const session = sessionOf(engine, sessionId);
  const handle = session.launch?.handle ?? null;
  if (handle === null || session.phase !== 'ended') return;
  try {
    await forgetTerminal(engine, session, handle);
  } catch (error) {
    engine.logger.debug('The last terminal of a cleaned-up session is not forgotten yet', { sessionId, error });
  }
}
