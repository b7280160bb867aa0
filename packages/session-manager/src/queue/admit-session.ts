import { AoError, type OperationRecord } from '@ao/domain';
import { type Engine, projectOf, sessionOf } from '../engine.ts';
import { launchLimitMs } from '../operation/step-limits.ts';
import { carryOnRestore } from '../restore/restore-session.ts';
import { carryOnSpawn } from '../spawn/spawn-session.ts';
import { setupLimitMs } from '../spawn/worktree-setup.ts';
import { ADMISSION_STEP, admissionsOf } from './admissions.ts';

/** Gives a queued session its place: that is stored first, then the operation it waits with is carried on. Nobody waits for the result. */
export function admitSession(engine: Engine, record: OperationRecord): void {
  const { stores, clock, lifecycle, logger, runner } = engine;
  const { id, sessionId, kind } = record;
  const before = sessionOf(engine, sessionId);
  const at = clock.now();
  const deadlineAt = at + launchLimitMs(setupLimitMs(projectOf(engine, before)));
  const created = { attempt: admissionsOf(record) + 1 };
  const admitted = stores.transaction(() => {
    lifecycle.observe(sessionId, { type: 'admitted', at, deadlineAt });
    return stores.operations.recordStep(id, { name: ADMISSION_STEP, state: 'done', startedAt: at, finishedAt: at, created });
  });
  logger.info('A queued session has a place', { sessionId, operation: kind, waitedMs: at - record.startedAt });
  runner
    .resume(admitted, async (operation) => {
      if (kind === 'spawn') await carryOnSpawn(engine, operation);
      else await carryOnRestore(engine, operation, before);
    })
    .catch((error: unknown) => {
      const code = AoError.isInstance(error) ? error.code : undefined;
      logger.warn('A queued session could not be started', { sessionId, operation: kind, code, error });
    });
}
