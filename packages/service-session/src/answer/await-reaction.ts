import type { AgentRequest, SessionId } from '@ao/domain';
import type { Clock, Stores } from '@ao/ports';
import type { SessionChanges } from '../status/session-changes.ts';

/** An agent says within moments that it goes on; one that does not has the answer all the same. */
const REACTS_WITHIN_MS = 2_000;

/** What the waiting needs. */
export interface AwaitReactionOptions {
  readonly stores: Pick<Stores, 'sessions'>;
  readonly changes: SessionChanges;
  readonly clock: Pick<Clock, 'setTimer'>;
}

/**
 * Resolves when the agent goes on, or asks something else, or after two seconds: whoever has just answered and looks at the session
 * should not find it blocked by the very same.
 */
export function awaitReaction(options: AwaitReactionOptions, sessionId: SessionId, request: AgentRequest): Promise<void> {
  const { stores, changes, clock } = options;
  const isOver = () => {
    const activity = stores.sessions.get(sessionId)?.activity;
    const isAwaited = activity?.state === 'blocked' || activity?.state === 'waiting_input';
    return !isAwaited || activity.correlationId !== request.id;
  };
  if (isOver()) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      following.close();
      timer.cancel();
      resolve();
    };
    const following = changes.subscribe((sessionIds) => {
      if ((sessionIds === null || sessionIds.has(sessionId)) && isOver()) end();
    });
    const timer = clock.setTimer(REACTS_WITHIN_MS, end);
  });
}
