import type { ReconciliationReport } from '@ao/httpd';
import type { Clock, Logger, Stores } from '@ao/ports';
import type { ReconcileReport, SessionManager } from '@ao/session-manager';

/** How far the look at what outlived the last daemon has come, kept up to date for whoever asks. */
export interface Reconciliation {
  report(): ReconciliationReport;
  /** Does the work. Never rejects: a failure is visible in the report and in the log. */
  run(signal: AbortSignal): Promise<void>;
}

/** Makes it; nothing happens before it is run. */
export function createReconciliation(options: {
  readonly manager: Pick<SessionManager, 'reconcile'>;
  readonly stores: Pick<Stores, 'sessions'>;
  readonly clock: Pick<Clock, 'now'>;
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
      const total = stores.sessions.list({ phases: ['starting', 'live', 'stopping'] }).length;
      current = { ...current, state: 'running', total };
      try {
        const found = await manager.reconcile(signal, progressed);
        progressed(found);
        current = { ...current, state: 'done', checked: total, finishedAt: clock.now() };
        if (total > 0) logger.info('sessions of the last daemon were looked after', { ...found });
      } catch (error) {
        current = { ...current, state: 'failed', finishedAt: clock.now() };
        logger.error('sessions of the last daemon could not be looked after', { error });
      }
    },
  };
}
