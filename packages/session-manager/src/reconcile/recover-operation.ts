import { AoError, type OperationRecord, toAoError } from '@ao/domain';
import { completeRemoval, removalIntentOf, settleRemoval } from '../cleanup/remove-worktree.ts';
import { type Engine, sessionOf } from '../engine.ts';
import { carryOutKill } from '../kill/kill-session.ts';
import type { Operation } from '../operation/operation.ts';
import { closeFailedRebuild, rebuildWorktree } from '../restore/rebuild-worktree.ts';
import { recoverLaunch } from './recover-launch.ts';

/**
 * What became of an interrupted operation.
 *
 * - `finished`: it was completed
 * - `undone`: it was taken back
 * - `unresolved`: something does not answer; it stays open and is looked at again
 */
export type Recovery = 'finished' | 'undone' | 'unresolved';

/** Tells an operation that nobody carries out any more from one that runs, and from one that only waits in the queue. */
export function isInterrupted(engine: Engine, { sessionId }: OperationRecord): boolean {
  return engine.runner.running(sessionId) === null && sessionOf(engine, sessionId).phase !== 'queued';
}

/** Finishes or undoes an operation that was interrupted. Never rejects. */
export async function recoverOperation(engine: Engine, record: OperationRecord): Promise<Recovery> {
  const { sessionId, kind } = record;
  if (engine.runner.running(sessionId) !== null) return 'unresolved';
  try {
    // Whoever listed it may have waited since: a command of a person has finished it, and the session may live again.
    if (engine.stores.operations.get(record.id)?.state !== 'open') return 'finished';
    const recovery = await engine.runner.resume(record, (operation) => recover(engine, operation));
    engine.logger.info('An interrupted operation was looked at', { sessionId, operation: kind, recovery });
    if (recovery === 'unresolved') engine.retryLater(sessionId);
    return recovery;
  } catch (error) {
    engine.logger.error('An interrupted operation could neither be finished nor undone', { sessionId, operation: kind, error });
    engine.retryLater(sessionId);
    return 'unresolved';
  }
}

async function recover(engine: Engine, operation: Operation): Promise<Recovery> {
  switch (operation.kind) {
    case 'spawn':
    case 'restore':
      return recoverLaunch(engine, operation);
    case 'kill':
      await carryOutKill(engine, operation);
      return operation.record().state === 'open' ? 'unresolved' : 'finished';
    case 'cleanup':
      return recoverCleanUp(engine, operation);
    case 'undo_cleanup':
      return recoverUndo(engine, operation);
    case 'rename':
      operation.close({ state: 'done' });
      return 'finished';
  }
}

async function recoverCleanUp(engine: Engine, operation: Operation): Promise<Recovery> {
  const intent = removalIntentOf(operation.record());
  if (intent === null) {
    operation.close({ state: 'failed', error: interrupted('the clean-up') });
    return 'undone';
  }
  try {
    await completeRemoval(engine, operation, intent);
    operation.close({ state: 'done' });
    return 'finished';
  } catch (thrown) {
    const settled = await settleRemoval(engine, operation, intent);
    const error = toAoError(thrown, 'completing a clean-up');
    operation.close(settled === null ? { state: 'failed', error } : { state: 'done' });
    return settled === null ? 'undone' : 'finished';
  }
}

/** Rebuilding a worktree can always be begun again. */
async function recoverUndo(engine: Engine, operation: Operation): Promise<Recovery> {
  const session = sessionOf(engine, operation.sessionId);
  try {
    await rebuildWorktree(engine, operation, session);
    operation.close({ state: 'done' });
    return 'finished';
  } catch (thrown) {
    await closeFailedRebuild(engine, operation, session, toAoError(thrown, 'rebuilding a worktree'));
    return 'undone';
  }
}

/** The error of an operation that the end of the daemon has cut off. */
function interrupted(what: string): AoError {
  return new AoError('OPERATION_INTERRUPTED', { message: `The daemon ended in the middle of ${what}.` });
}
