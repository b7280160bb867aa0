import { AoError, type SessionId } from '@ao/domain';
import { type Engine, sessionOf } from '../engine.ts';
import { leaveQueue } from '../queue/leave-queue.ts';
import { recoverOperation } from '../reconcile/recover-operation.ts';
import type { KillOptions, KillOutcome } from '../session-commands.ts';
import { KILL_LIMIT_MS, killSession } from './kill-session.ts';

/**
 * Ends a session whatever holds it. See {@link SessionManager.kill}.
 *
 * - a spawn or restore under way is told to stop, and undone
 * - another operation under way is waited for
 * - an operation that was interrupted is finished or undone first
 * - one that waits in the queue is taken out of it
 */
export async function endSession(engine: Engine, sessionId: SessionId, options: KillOptions): Promise<KillOutcome> {
  sessionOf(engine, sessionId);
  await stopWhatRuns(engine, sessionId);
  leaveQueue(engine, sessionId);
  const interrupted = engine.runner.open(sessionId);
  if (interrupted !== null) {
    intendToEnd(engine, sessionId);
    await recoverOperation(engine, interrupted);
    await stopWhatRuns(engine, sessionId);
  }
  if (engine.runner.open(sessionId) !== null) return endedWithRest(engine, sessionId, options.reason ?? 'killed');
  return killSession(engine, sessionId, options);
}

async function stopWhatRuns(engine: Engine, sessionId: SessionId): Promise<void> {
  for (let running = engine.runner.running(sessionId); running !== null; running = engine.runner.running(sessionId)) {
    if (running.kind === 'spawn' || running.kind === 'restore') {
      intendToEnd(engine, sessionId);
      running.cancel(new AoError('SESSION_ENDED', { message: `${sessionId} was ended while it was starting.`, details: { sessionId } }));
    }
    await running.over;
  }
}

/** Stores that the session is to end, so that even a crash at this moment does not bring it to life. */
function intendToEnd(engine: Engine, sessionId: SessionId): void {
  const { phase } = sessionOf(engine, sessionId);
  if (phase !== 'starting' && phase !== 'live') return;
  const at = engine.clock.now();
  engine.lifecycle.observe(sessionId, { type: 'kill_begun', at, deadlineAt: at + KILL_LIMIT_MS });
}

/** Something that does not answer keeps an operation open. The session has ended all the same; the rest is tried again. */
function endedWithRest(engine: Engine, sessionId: SessionId, reason: 'killed' | 'merged'): KillOutcome {
  const at = engine.clock.now();
  // One that never lived says why, as after any other failed start.
  const message = sessionOf(engine, sessionId).launch === null ? 'Ended while it was starting.' : null;
  const { record } = engine.lifecycle.observe(sessionId, { type: 'ended', at, reason, message });
  engine.retryLater(sessionId);
  const notices = [`The runtime does not answer: the terminal of ${sessionId} is closed as soon as that is possible.`];
  return { session: record, worktreeRemoved: false, dirtyFiles: 0, notices };
}
