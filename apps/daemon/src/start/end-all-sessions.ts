import type { Logger, Stores } from '@ao/ports';
import type { SessionManager } from '@ao/session-manager';

/** Ends every session that has not ended, side by side; one that cannot be ended is logged and does not keep the others. Worktrees stay. */
export async function endAllSessions(options: {
  readonly stores: Pick<Stores, 'sessions'>;
  readonly manager: Pick<SessionManager, 'kill'>;
  readonly logger: Logger;
}): Promise<void> {
  const { stores, manager, logger } = options;
  const live = stores.sessions.list({ phases: ['starting', 'live', 'stopping'] });
  await Promise.all(
    live.map(async ({ id }) => {
      try {
        await manager.kill(id, { removeWorktree: false });
      } catch (error) {
        logger.error('a session could not be ended', { sessionId: id, error });
      }
    }),
  );
}
