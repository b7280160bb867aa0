import { AoError, type SessionId } from '@ao/domain';
import { cleanUp } from './cleanup/clean-up.ts';
import { undoCleanUp } from './cleanup/undo-clean-up.ts';
import { type Engine, sessionOf } from './engine.ts';
import { endSession } from './kill/end-session.ts';
import { createAgentChecks } from './launch/agent-checks.ts';
import { createOperationRunner } from './operation/operation-runner.ts';
import { reconcile } from './reconcile/reconcile.ts';
import { isInterrupted, recoverOperation } from './reconcile/recover-operation.ts';
import { createRetries } from './reconcile/retries.ts';
import { closeStrayTerminals } from './reconcile/stray-terminals.ts';
import { createQueueAttendant } from './queue/queue-attendant.ts';
import { NO_LIMITS } from './queue/session-limits.ts';
import { createSessionQueue } from './queue/session-queue.ts';
import { restoreSession } from './restore/restore-session.ts';
import type { SessionManager } from './session-manager.ts';
import type { SessionManagerOptions } from './session-manager-options.ts';
import { spawnSession } from './spawn/spawn-session.ts';

/** Makes the engine over the given ports. It starts nothing by itself; call {@link SessionManager.reconcile} once after a start. */
export function createSessionManager(options: SessionManagerOptions): SessionManager {
  const { stores, clock, identifiers, logger } = options;
  const retries = createRetries(clock, lookAgain);
  // What cannot even be stored (a full disk) leaves an operation open that nobody else comes back to.
  const runner = createOperationRunner({ stores, clock, identifiers, logger, onRejected: (sessionId) => retries.later(sessionId) });
  const queue = createSessionQueue({ stores, clock, limits: options.limits ?? NO_LIMITS });
  const attendant = createQueueAttendant(() => engine);
  const retryLater = (sessionId: SessionId) => retries.later(sessionId);
  const engine: Engine = { ...options, runner, checks: createAgentChecks(clock), queue, attendant, retryLater };
  // A place is free when a session has ended; somebody waits for one again when a start was taken back.
  options.lifecycle.onReaction(({ reactions }) => {
    if (reactions.some(({ type }) => type === 'phase_changed')) attendant.wake();
  });

  async function lookAgain(sessionId: SessionId): Promise<void> {
    try {
      const open = runner.open(sessionId);
      if (open !== null && isInterrupted(engine, open)) await recoverOperation(engine, open);
    } catch (error) {
      logger.error('An open operation could not be looked at again', { sessionId, error });
      retries.later(sessionId);
    }
  }

  return {
    spawn: (command, signal) => spawnSession(engine, command, signal),
    restore: (sessionId, restoreOptions = { queue: true }, signal) => restoreSession(engine, sessionId, restoreOptions, signal),
    kill: (sessionId, killOptions) => endSession(engine, sessionId, killOptions),
    cleanup: (command, signal) => cleanUp(engine, command, signal),
    undoCleanup: (sessionId) => undoCleanUp(engine, sessionId),
    rename(sessionId, displayName) {
      sessionOf(engine, sessionId);
      const renamed = stores.sessions.rename(sessionId, displayName);
      if (renamed === null) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
      return renamed;
    },
    reconcile: (signal, onProgress) => reconcile(engine, signal, onProgress),
    queuePlaces: () => queue.places(),
    limitsChanged: () => attendant.wake(),
    closeStrayTerminals: (signal) => closeStrayTerminals(engine, signal),
    async drain(signal) {
      attendant.close();
      retries.close();
      await runner.drain(signal);
    },
    operationsUnderWay: () => runner.underWay(),
  };
}
