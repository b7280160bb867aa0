import type { AgentReportId } from '@ao/domain';
import type { Clock } from '@ao/ports';

/** Who waits for the answer of which question. Kept in memory: who waited for an earlier daemon asks again. */
export interface AnswerWaiters {
  /** Resolves when there is an answer, or when the signal is aborted. */
  wait(id: AgentReportId, signal: AbortSignal): Promise<void>;
  /** Whether somebody waits, or did a moment ago: long waits are made of several requests. */
  isAwaited(id: AgentReportId): boolean;
  wake(id: AgentReportId): void;
}

/** Between two requests of one wait there is less time than this. */
const BETWEEN_REQUESTS_MS = 5_000;

/** Makes them. */
export function createAnswerWaiters(clock: Pick<Clock, 'monotonic'>): AnswerWaiters {
  const waiting = new Map<AgentReportId, Set<() => void>>();
  const lastSeen = new Map<AgentReportId, number>();

  function leave(id: AgentReportId, waiter: () => void): void {
    const others = waiting.get(id);
    others?.delete(waiter);
    if (others?.size === 0) waiting.delete(id);
    const now = clock.monotonic();
    for (const [known, at] of lastSeen) if (now - at > BETWEEN_REQUESTS_MS) lastSeen.delete(known);
    lastSeen.set(id, now);
  }

  return {
    wait(id, signal) {
      if (signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const end = () => {
          signal.removeEventListener('abort', end);
          leave(id, end);
          resolve();
        };
        waiting.set(id, (waiting.get(id) ?? new Set()).add(end));
        signal.addEventListener('abort', end, { once: true });
      });
    },
    isAwaited(id) {
      const seen = lastSeen.get(id);
      return waiting.has(id) || (seen !== undefined && clock.monotonic() - seen <= BETWEEN_REQUESTS_MS);
    },
    wake(id) {
      for (const waiter of Array.from(waiting.get(id) ?? [])) waiter();
      lastSeen.delete(id);
    },
  };
}
