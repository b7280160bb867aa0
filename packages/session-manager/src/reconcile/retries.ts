import type { DurationMs, SessionId } from '@ao/domain';
import type { Clock, Timer } from '@ao/ports';

/** Comes back to sessions whose operation could not be finished, with growing pauses. */
export interface Retries {
  later(sessionId: SessionId): void;
  /** Stops coming back to any. */
  close(): void;
}

/** The pauses between attempts; the last one repeats. */
const PAUSES_MS: readonly DurationMs[] = [5_000, 15_000, 60_000];

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
      const attempt = attempts.get(sessionId) ?? 0;
      attempts.set(sessionId, attempt + 1);
      const pause = PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)] ?? 0;
      const timer = clock.setTimer(pause, () => {
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
