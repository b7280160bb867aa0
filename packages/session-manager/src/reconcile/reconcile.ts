import { AoError, type SessionId } from '@ao/domain';
import { type Engine, sessionOf } from '../engine.ts';
import { killSession } from '../kill/kill-session.ts';
import { boundedCall } from '../operation/bounded-call.ts';
import { folderExists } from '../operation/folder-exists.ts';
import { mapBounded } from '../operation/map-bounded.ts';
import { STEP_LIMITS_MS } from '../operation/step-limits.ts';
import type { ReconcileReport } from '../session-commands.ts';
import { adoptSessions } from './adopt-sessions.ts';
import { isInterrupted, recoverOperation } from './recover-operation.ts';
import { closeStrayTerminals } from './stray-terminals.ts';

/** Operations recovered, and folders looked for, at once. */
const PARALLEL = 8;

const NOTHING: ReconcileReport = {
  adopted: 0,
  ended: 0,
  finished: 0,
  undone: 0,
  unresolved: 0,
  strayTerminals: 0,
  missingWorktrees: [],
};

/** Puts facts and world in agreement. See {@link SessionManager.reconcile}. */
export async function reconcile(
  engine: Engine,
  signal: AbortSignal,
  onProgress: (report: ReconcileReport) => void = () => undefined,
): Promise<ReconcileReport> {
  let report = NOTHING;
  const add = (changes: Partial<ReconcileReport>) => {
    const sum = (name: 'adopted' | 'ended' | 'finished' | 'undone' | 'unresolved' | 'strayTerminals') =>
      report[name] + (changes[name] ?? 0);
    report = {
      adopted: sum('adopted'),
      ended: sum('ended'),
      finished: sum('finished'),
      undone: sum('undone'),
      unresolved: sum('unresolved'),
      strayTerminals: sum('strayTerminals'),
      missingWorktrees: [...report.missingWorktrees, ...(changes.missingWorktrees ?? [])],
    };
    onProgress(report);
  };

  // Whoever stops waits for nothing that only hangs: what is under way is drained with the other operations.
  await untilAborted(signal, async () => {
    // What people wait for comes first: the sessions that simply go on.
    add(await adoptSessions(engine, signal));
    if (!signal.aborted) await bringBackWorktrees(engine, signal);
    const interrupted = engine.stores.operations.listOpen().filter((operation) => isInterrupted(engine, operation));
    await mapBounded(interrupted, PARALLEL, async (operation) => {
      if (!signal.aborted) add({ [await recoverOperation(engine, operation)]: 1 });
    });
    await mapBounded(stuckSessions(engine), PARALLEL, async (sessionId) => {
      if (!signal.aborted) add({ [await endStuck(engine, sessionId)]: 1 });
    });
    // Before anybody who waits is started: what comes late of an earlier start must not work in the same worktree.
    if (!signal.aborted) add({ strayTerminals: await closeStrayTerminals(engine, signal) });
    // Who really runs is known from here on.
    if (!signal.aborted) engine.attendant.open();
    if (!signal.aborted) add({ missingWorktrees: await findMissingWorktrees(engine) });
    if (!signal.aborted) await tidyUpWorktrees(engine, signal);
  });
  engine.logger.info('Sessions and world were compared', { ...report });
  return report;
}

/** Resolves when the work is done, or as soon as the signal is aborted. */
function untilAborted(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const onAbort = () => resolve();
    signal.addEventListener('abort', onAbort, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** Sessions in a phase that leads to another, and no operation that leads them there. Only a change of the database by other hands makes one. */
function stuckSessions(engine: Engine): readonly SessionId[] {
  const held = new Set(engine.stores.operations.listOpen().map((operation) => operation.sessionId));
  return engine.stores.sessions
    .list({ phases: ['queued', 'starting', 'stopping'] })
    .filter(({ id }) => !held.has(id) && engine.runner.running(id) === null)
    .map(({ id }) => id);
}

async function endStuck(engine: Engine, sessionId: SessionId): Promise<'finished' | 'unresolved'> {
  try {
    // It may have waited for its turn here, and somebody else has dealt with it.
    if (!stuckSessions(engine).includes(sessionId)) return 'finished';
    await killSession(engine, sessionId, { removeWorktree: false });
    return engine.runner.open(sessionId) === null ? 'finished' : 'unresolved';
  } catch (error) {
    engine.logger.error('A session that is neither starting nor ending could not be ended', {
      sessionId,
      error: AoError.isInstance(error) ? error.code : error,
    });
    return 'unresolved';
  }
}

/** Before anybody looks where worktrees are. Calls to the workspace bring them back, too: what takes long here is waited for there. */
async function bringBackWorktrees({ workspace, clock, logger }: Engine, signal: AbortSignal): Promise<void> {
  const overdue = () => new AoError('GIT_TIMEOUT');
  try {
    await boundedCall({ clock, limitMs: STEP_LIMITS_MS.folders, overdue, signal }, async (inner) => workspace.bringBack?.(inner));
  } catch (error) {
    logger.warn('Worktrees whose removal was cut short could not be brought back', { error });
  }
}

/** Only room on the disk depends on it: what cannot be tidied up now is, after the next start. */
async function tidyUpWorktrees({ workspace, clock, logger }: Engine, signal: AbortSignal): Promise<void> {
  const overdue = () => new AoError('GIT_TIMEOUT');
  try {
    await boundedCall({ clock, limitMs: STEP_LIMITS_MS.removal, overdue, signal }, async (inner) => workspace.tidyUp?.(inner));
  } catch (error) {
    logger.warn('What the last daemon left of removed worktrees could not be tidied up', { error });
  }
}

async function findMissingWorktrees(engine: Engine): Promise<readonly SessionId[]> {
  const present = engine.stores.sessions.list().filter((session) => session.workspace.state === 'present');
  const missing = await mapBounded(present, PARALLEL, async ({ id, workspace }) => {
    if (workspace.path === null || (await isThere(engine, workspace.path))) return [];
    // It may have been removed as it should while this was looking.
    if (sessionOf(engine, id).workspace.state !== 'present') return [];
    engine.logger.warn('The worktree of a session has vanished', { sessionId: id, path: workspace.path });
    return [id];
  });
  return missing.flat();
}

/** A disk that does not answer has lost nothing. */
async function isThere(engine: Engine, path: string): Promise<boolean> {
  try {
    return await folderExists(engine, path);
  } catch {
    return true;
  }
}
