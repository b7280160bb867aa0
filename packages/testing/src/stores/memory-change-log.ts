import type { ChangeEvent, ChangeEventType, ProjectId, SessionId } from '@ao/domain';
import type { ChangeLog, Clock } from '@ao/ports';
import type { MemoryTransactions } from './memory-transactions.ts';

/** What a store tells about a row it changed. */
export interface MemoryChange {
  readonly type: ChangeEventType;
  readonly projectId: ProjectId | null;
  readonly sessionId: SessionId | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A change log in memory, with the side the stores write to. */
export interface MemoryChangeLog {
  readonly log: ChangeLog;
  append(change: MemoryChange): void;
  /** Tells the listeners, in a microtask. */
  wake(): void;
}

/** Makes an empty log. `transactions` is asked late because it needs the log itself. */
export function createMemoryChangeLog(clock: Clock, transactions: () => MemoryTransactions): MemoryChangeLog {
  const events: ChangeEvent[] = [];
  const listeners = new Set<() => void>();
  let newest = 0;
  let woken = false;

  const wake = () => {
    if (woken) return;
    woken = true;
    queueMicrotask(() => {
      woken = false;
      for (const listener of listeners) {
        try {
          listener();
        } catch {
          // A listener's failure is its own; the others must hear of the commit.
        }
      }
    });
  };

  return {
    wake,
    append(change) {
      newest += 1;
      events.push({ sequence: newest, at: clock.now(), ...change });
      transactions().onRollback(() => {
        events.pop();
        newest -= 1;
      });
    },
    log: {
      after: (sequence, limit) => events.filter((event) => event.sequence > sequence).slice(0, limit),
      bounds: () => ({ oldest: events[0]?.sequence ?? newest + 1, newest }),
      onCommit(listener) {
        const call = () => listener();
        listeners.add(call);
        return { close: () => void listeners.delete(call) };
      },
      prune: (keep) => events.splice(0, Math.max(0, events.length - keep)).length,
    },
  };
}
