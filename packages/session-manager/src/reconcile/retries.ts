import type { SessionId } from '@ao/domain';
import type { Clock, Timer } from '@ao/ports';
import { pauseAfter } from '../operation/pauses.ts';

/** Comes back to sessions whose operation could not be finished, with growing pauses. */
export interface Retries {
  later(sessionId: SessionId): void;
  /** Stops coming back to any. */
  close(): void;
}

/**
 * Makes the retries; `look` is called when a pause is over, never rejects, and may call `later` again. When it has not, the session is in
 * order, and its next trouble begins with the shortest pause.
 */
export function createRetries(clock: Clock, look: (sessionId: SessionId) => Promise<void>): Retries {
  const waiting = new Map<SessionId, Timer>();
  const attempts = new Map<SessionId, number>();
  let closed = false;
  return {
    later(sessionId) {
      if (closed || waiting.has(sessionId)) return;
      const failures = (attempts.get(sessionId) ?? 0) + 1;
      attempts.set(sessionId, failures);
      const timer = clock.setTimer(pauseAfter(failures), () => {
        waiting.delete(sessionId);
        void look(sessionId).then(() => waiting.has(sessionId) || attempts.delete(sessionId));
      });
      waiting.set(sessionId, timer);
    },
    close() {
      closed = true;
      for (const timer of waiting.values()) timer.cancel();
      waiting.clear();
    },
  };
}
