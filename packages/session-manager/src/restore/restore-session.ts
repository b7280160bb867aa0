import { AoError, type SessionId, type SessionRecord, toAoError } from '@ao/domain';
import type { Observation } from '@ao/lifecycle';
import { agentNamed, type Engine, projectOf, runtimeNamed, sessionOf } from '../engine.ts';
import { endTerminal } from '../launch/close-terminal.ts';
import { forgetPreviousTerminal } from '../launch/forget-previous-terminal.ts';
import { launchAgent } from '../launch/launch-agent.ts';
import { storeLaunch } from '../launch/launch-intent.ts';
import { planNextLaunch } from '../launch/launch-plan.ts';
import { projectEnvironment } from '../launch/session-environment.ts';
import type { Operation } from '../operation/operation.ts';
import type { OperationStart } from '../operation/operation-runner.ts';
import { launchLimitMs, STEP_LIMITS_MS } from '../operation/step-limits.ts';
import { placeToWaitAt } from '../queue/take-place.ts';
import type { RestoreOptions, RestoreOutcome } from '../session-commands.ts';
import { setupLimitMs } from '../spawn/worktree-setup.ts';
import { previousEndRequest } from './previous-end.ts';
import { rebuildWorktree } from './rebuild-worktree.ts';
import { undoRestore } from './undo-restore.ts';

/** Brings an ended session back, or queues it. See {@link SessionManager.restore}. */
export async function restoreSession(
  engine: Engine,
  sessionId: SessionId,
  { queue }: RestoreOptions,
  signal?: AbortSignal,
): Promise<RestoreOutcome> {
  await Promise.all([checkRestore(engine, restorable(engine, sessionId), signal), engine.queue.look()]);
  signal?.throwIfAborted();
  // The checks took their time: what they were made for may have changed.
  const session = restorable(engine, sessionId);
  const limitMs = launchLimitMs(setupLimitMs(projectOf(engine, session)));
  const at = engine.clock.now();
  const place = placeToWaitAt(engine, session.projectId, queue);
  const observation: Observation = place === null ? { type: 'restore_begun', at, deadlineAt: at + limitMs } : { type: 'queued', at };
  const start: OperationStart = {
    kind: 'restore',
    sessionId,
    request: previousEndRequest(session),
    limitMs,
    open: () => engine.lifecycle.observe(sessionId, observation).record.id,
  };
  if (place === null) return engine.runner.start(start, (operation) => carryOut(engine, operation, { before: session }));
  engine.runner.enqueue(start);
  engine.logger.info('A restore is queued', { sessionId, heldBy: place.heldBy, position: place.position });
  engine.attendant.wake();
  return { session: sessionOf(engine, sessionId), resumed: false, notices: [] };
}

/** Restores a queued session that has a place now. What can be known before is checked again: it may have waited for long. */
export async function carryOnRestore(engine: Engine, operation: Operation, before: SessionRecord): Promise<RestoreOutcome> {
  return carryOut(engine, operation, { before, prepare: () => checkRestore(engine, before) });
}

function restorable(engine: Engine, sessionId: SessionId): SessionRecord {
  const session = sessionOf(engine, sessionId);
  if (session.phase !== 'ended') {
    const message = `${sessionId} has not ended. Look at it with \`ao attach ${sessionId}\`.`;
    throw new AoError('SESSION_NOT_ENDED', { message, details: { sessionId, phase: session.phase } });
  }
  if (session.launch === null || session.workspace.path === null || session.workspace.branch === null) {
    const message = `${sessionId} never came to life, so there is nothing to restore. Start a new one with \`ao spawn\`.`;
    throw new AoError('SESSION_NOT_RESTORABLE', { message, details: { sessionId } });
  }
  return session;
}

async function checkRestore(engine: Engine, session: SessionRecord, signal?: AbortSignal): Promise<void> {
  const agent = agentNamed(engine, session.agent);
  const env = await projectEnvironment(engine, projectOf(engine, session));
  await Promise.all([
    engine.checks.agent(agent, { env, command: session.command }, signal),
    engine.checks.runtime(runtimeNamed(engine, session.runtime), signal),
  ]);
}

async function carryOut(
  engine: Engine,
  operation: Operation,
  { before, prepare }: { readonly before: SessionRecord; readonly prepare?: () => Promise<void> },
): Promise<RestoreOutcome> {
  const { sessionId } = operation;
  try {
    await prepare?.();
    await endPreviousTerminal(engine, operation, before);
    const path = await rebuildWorktree(engine, operation, before);
    const launched = await launchAgent(engine, operation, { worktreePath: path, size: null, plan: planNextLaunch });
    operation.signal.throwIfAborted();
    operation.close({ state: 'done' }, () => storeLaunch(engine, sessionOf(engine, sessionId), launched));
    if (launched.intent.firstPrompt === 'queue') engine.messenger.wake(sessionId);
    void forgetPreviousTerminal(engine, before);
    return { session: sessionOf(engine, sessionId), resumed: launched.intent.resumes, notices: operation.notices };
  } catch (thrown) {
    const cause = toAoError(thrown, 'restoring the session');
    await undoRestore(engine, operation, cause);
    const message = `${cause.message} ${sessionId} was not restored; its worktree is as it was.`;
    throw new AoError(cause.code, { message, details: { ...cause.details, sessionId }, cause });
  }
}

/** Two agents must never work in one worktree: unless the old one is known to be gone, the new one is not started. */
async function endPreviousTerminal(engine: Engine, operation: Operation, before: SessionRecord): Promise<void> {
  const handle = before.launch?.handle ?? null;
  if (handle === null) return;
  await operation.step({
    name: 'previous-terminal',
    about: { handle },
    limitMs: 2 * STEP_LIMITS_MS.destroy,
    overdue: () => new AoError('RUNTIME_UNAVAILABLE'),
    work: () => endTerminal(engine, before, handle),
  });
}
