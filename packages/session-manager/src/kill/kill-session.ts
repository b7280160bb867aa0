import { AoError, type SessionId, type SessionRecord, toAoError } from '@ao/domain';
import { keepPlan, planRemoval } from '../cleanup/removal-plan.ts';
import { removalIntentOf, removeWorktree, completeRemoval, settleRemoval, storeVanished } from '../cleanup/remove-worktree.ts';
import { type Engine, sessionOf } from '../engine.ts';
import { endTerminal } from '../launch/close-terminal.ts';
import type { Operation } from '../operation/operation.ts';
import { STEP_LIMITS_MS } from '../operation/step-limits.ts';
import type { KillOptions, KillOutcome } from '../session-commands.ts';

/** The session has ended when its worktree is looked at; nobody should wait long for the rest of the news. */
const PLAN_LIMIT_MS = 15_000;

/** How long a kill may take as a whole. */
export const KILL_LIMIT_MS = 2 * STEP_LIMITS_MS.destroy + STEP_LIMITS_MS.removalPlan + STEP_LIMITS_MS.removal;

/** Ends a session that no operation holds: see {@link SessionManager.kill}, which makes sure of that. */
export function killSession(engine: Engine, sessionId: SessionId, options: KillOptions): Promise<KillOutcome> {
  const at = engine.clock.now();
  return engine.runner.start(
    {
      kind: 'kill',
      sessionId,
      request: { removeWorktree: options.removeWorktree, reason: options.reason ?? 'killed' },
      limitMs: KILL_LIMIT_MS,
      // The phase is the durable intent: from here on the session ends, whatever happens to us.
      open: () => engine.lifecycle.observe(sessionId, { type: 'kill_begun', at, deadlineAt: at + KILL_LIMIT_MS }).record.id,
    },
    (operation) => carryOutKill(engine, operation),
  );
}

/**
 * Ends the terminal, then the session, then perhaps the worktree. May be run again from the start after a crash. A terminal that
 * cannot be reached does not keep the session from ending: the operation stays open until the terminal is gone too.
 */
export async function carryOutKill(engine: Engine, operation: Operation): Promise<KillOutcome> {
  const { sessionId, notices } = operation;
  const failure = await closeOwnTerminal(engine, operation);
  if (failure !== null) notices.push(`${failure.message} The terminal of ${sessionId} is closed as soon as that is possible.`);
  // Stored with the operation, so that it is the same after a crash.
  const reason = operation.request['reason'] === 'merged' ? 'merged' : 'killed';
  engine.lifecycle.observe(sessionId, { type: 'ended', at: engine.clock.now(), reason, message: null });

  const outcome = await dealWithWorktree(engine, operation, failure === null);
  if (failure === null) operation.close({ state: 'done' });
  else engine.retryLater(sessionId);
  return outcome;
}

async function closeOwnTerminal(engine: Engine, operation: Operation): Promise<AoError | null> {
  const session = sessionOf(engine, operation.sessionId);
  const handle = session.launch?.handle ?? null;
  if (handle === null) return null;
  try {
    await operation.step({
      name: 'terminal',
      about: { handle },
      limitMs: 2 * STEP_LIMITS_MS.destroy,
      overdue: () => new AoError('RUNTIME_UNAVAILABLE'),
      work: () => endTerminal(engine, session, handle),
    });
    return null;
  } catch (thrown) {
    return toAoError(thrown, 'closing the terminal');
  }
}

async function dealWithWorktree(engine: Engine, operation: Operation, terminalIsGone: boolean): Promise<KillOutcome> {
  const { sessionId, notices, request } = operation;
  const session = sessionOf(engine, sessionId);
  const outcome = (removed: boolean, dirtyFiles: number): KillOutcome => {
    return { session: sessionOf(engine, sessionId), worktreeRemoved: removed, dirtyFiles, notices };
  };
  if (session.workspace.state !== 'present' || session.workspace.path === null) return outcome(false, 0);
  const plan = terminalIsGone
    ? await planRemoval(engine, session, { limitMs: PLAN_LIMIT_MS })
    : keepPlan(session.workspace.path, 'its terminal may still run');
  if (request['removeWorktree'] !== true) return outcome(false, plan.dirtyFileCount);

  const begun = removalIntentOf(operation.record());
  try {
    if (begun !== null && terminalIsGone) return outcome((await completeRemoval(engine, operation, begun)).removed, 0);
    if (plan.action === 'gone') storeVanished(engine, session);
    if (plan.action === 'remove') {
      const result = await removeWorktree(engine, operation, { plan, allowSave: false });
      if (result.removed) return outcome(true, 0);
      notices.push(keptNotice(session, result.reason));
    } else if (plan.action !== 'gone') {
      notices.push(keptNotice(session, plan.reason));
    }
  } catch (thrown) {
    const intent = removalIntentOf(operation.record());
    const settled = intent === null ? null : await settleRemoval(engine, operation, intent);
    if (settled !== null) return outcome(settled.removed, 0);
    notices.push(keptNotice(session, toAoError(thrown, 'removing the worktree').message));
  }
  return outcome(false, plan.dirtyFileCount);
}

function keptNotice(session: SessionRecord, reason: string): string {
  return `The worktree is kept (${reason}): ${session.workspace.path}`;
}
