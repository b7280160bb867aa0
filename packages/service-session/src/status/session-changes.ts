import type { SessionId } from '@ao/domain';
import type { ChangeLog, Subscription } from '@ao/ports';

/** Tells which sessions were changed, as soon as a change is committed. */
export interface SessionChanges {
  /** Calls with the sessions of each batch of commits; null when too much was missed to know, so that any may have changed. */
  subscribe(listener: (sessionIds: ReadonlySet<SessionId> | null) => void): Subscription;
}

/** Events read at once. */
const BATCH_EVENTS = 500;

/** Follows the change log while somebody listens. */
export function createSessionChanges(changeLog: ChangeLog): SessionChanges {
  const listeners = new Set<(sessionIds: ReadonlySet<SessionId> | null) => void>();
  let cursor = 0;
  let log: Subscription | null = null;

  function onCommit(): void {
    const { oldest } = changeLog.bounds();
    const isGap = oldest > cursor + 1;
    const changed = new Set<SessionId>();
    for (let events = changeLog.after(cursor, BATCH_EVENTS); events.length > 0; events = changeLog.after(cursor, BATCH_EVENTS)) {
      for (const { sequence, sessionId } of events) {
        cursor = sequence;
        if (sessionId !== null) changed.add(sessionId);
      }
    }
    if (!isGap && changed.size === 0) return;
    for (const listener of listeners) if (listeners.has(listener)) listener(isGap ? null : changed);
  }

  return {
    subscribe(listener) {
      const call = (sessionIds: ReadonlySet<SessionId> | null) => listener(sessionIds);
      if (log === null) {
        cursor = changeLog.bounds().newest;
        log = changeLog.onCommit(onCommit);
      }
      listeners.add(call);
      return {
        close() {
          listeners.delete(call);
          if (listeners.size > 0) return;
          log?.close();
          log = null;
        },
      };
    },
  };
}
