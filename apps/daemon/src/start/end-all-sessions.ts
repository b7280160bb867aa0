import { RUNNING_PHASES, type SessionPhase } from '@ao/domain';
import type { Logger, Stores } from '@ao/ports';
import type { SessionManager } from '@ao/session-manager';

/** Ends every session that has not ended, side by side; one that cannot be ended is logged and does not keep the others. Worktrees stay. */
export async function endAllSessions(options: {
  readonly stores: Pick<Stores, 'sessions'>;
  readonly manager: Pick<SessionManager, 'kill'>;
  readonly logger: Logger;
}): Promise<void> {
  const { stores, manager, logger } = options;
  const endAll = (phases: readonly SessionPhase[]) =>
    Promise.all(
      stores.sessions.list({ phases }).map(async ({ id }) => {
        try {
          await manager.kill(id, { removeWorktree: false });
        } catch (error) {
          logger.error('a session could not be ended', { sessionId: id, error });
        }
      }),
    );
  // Whoever waits goes first: a place that becomes free must not start anybody.
  await endAll(['queued']);
  await endAll(RUNNING_PHASES);
}
