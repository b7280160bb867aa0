import type { DurationMs } from '@ao/domain';
import type { ReconciliationReport } from '@ao/httpd';
import type { Clock, Logger, Stores } from '@ao/ports';
import type { ReconcileReport, SessionManager } from '@ao/session-manager';

/** How far the look at what outlived the last daemon has come, kept up to date for whoever asks. */
export interface Reconciliation {
  report(): ReconciliationReport;
  /**
   * Does the work. Never rejects: a failure is visible in the report and in the log, and the work is done again after a pause, until it
   * succeeds or the signal is aborted. Resolves after the first time: nobody shall wait for a full disk.
   */
  run(signal: AbortSignal): Promise<void>;
}

/** The pauses before the work is done again; the last one repeats. */
const PAUSES_MS: readonly DurationMs[] = [5_000, 15_000, 60_000];

/** Makes it; nothing happens before it is run. */
export function createReconciliation(options: {
  readonly manager: Pick<SessionManager, 'reconcile'>;
  readonly stores: Pick<Stores, 'sessions'>;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly logger: Logger;
}): Reconciliation {
  const { manager, stores, clock, logger } = options;
  let current: ReconciliationReport = {
    state: 'pending',
    checked: 0,
    total: 0,
    adopted: 0,
    ended: 0,
    unknown: 0,
    finishedAt: null,
  };

  function progressed(found: ReconcileReport): void {
    const { adopted, ended, unresolved } = found;
    current = { ...current, adopted, ended, unknown: unresolved, checked: Math.min(current.total, adopted + ended + unresolved) };
  }

  return {
    report: () => current,
    async run(signal) {
      if (!(await lookAfter(signal))) void lookAfterAgain(signal);
    },
  };

  async function lookAfter(signal: AbortSignal): Promise<boolean> {
    try {
      const total = stores.sessions.list({ phases: ['starting', 'live', 'stopping'] }).length;
      current = { ...current, state: 'running', total };
      const found = await manager.reconcile(signal, progressed);
      progressed(found);
      current = { ...current, state: 'done', checked: total, finishedAt: clock.now() };
      if (total > 0) logger.info('sessions of the last daemon were looked after', { ...found });
      return true;
    } catch (error) {
      current = { ...current, state: 'failed', finishedAt: clock.now() };
      logger.error('sessions of the last daemon could not be looked after; trying again', { error });
      return false;
    }
  }

  /** Without this nobody would give places to queued sessions, nor finish what was interrupted, until the next start. */
  async function lookAfterAgain(signal: AbortSignal): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      const pauseMs = PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)] ?? 0;
      await clock.sleep(pauseMs, signal).catch(() => undefined);
      if (signal.aborted || (await lookAfter(signal))) return;
    }
  }
}
