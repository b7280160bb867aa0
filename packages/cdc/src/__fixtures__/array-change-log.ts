import type { ChangeEvent, ProjectId } from '@ao/domain';
import type { ChangeLog } from '@ao/ports';

/** A change log over an array, which tests fill by hand and can break. */
export interface ArrayChangeLog extends ChangeLog {
  /** Commits that many events and wakes the listeners in a microtask. */
  commit(events: number): void;
  /** While set, reading throws it. */
  failure: Error | null;
  /** How often `after` was called. */
  reads: number;
}

/** Makes an empty log. */
export function createArrayChangeLog(): ArrayChangeLog {
  const events: ChangeEvent[] = [];
  const listeners = new Set<() => void>();
  let newest = 0;
  const log: ArrayChangeLog = {
    failure: null,
    reads: 0,
    commit(count) {
      for (let index = 0; index < count; index += 1) {
        newest += 1;
        events.push({ sequence: newest, type: 'project.updated', at: newest, projectId: 'shop' as ProjectId, sessionId: null, payload: {} });
      }
      queueMicrotask(() => listeners.forEach((listener) => listener()));
    },
    after(sequence, limit) {
      log.reads += 1;
      if (log.failure !== null) throw log.failure;
      const first = events[0]?.sequence ?? 0;
      const from = Math.max(0, sequence + 1 - first);
      return events.slice(from, from + limit);
    },
    bounds: () => ({ oldest: events[0]?.sequence ?? newest + 1, newest }),
    onCommit(listener) {
      listeners.add(listener);
      return { close: () => void listeners.delete(listener) };
    },
    prune: (keep) => events.splice(0, Math.max(0, events.length - keep)).length,
  };
  return log;
}
