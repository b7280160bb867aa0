import type { AoClient, Changes, Session } from '@ao/client';

/** One agent at work, as far as it is known. */
export interface BoardRow {
  readonly session: Session;
  /** Null until the worktree was looked at. */
  readonly changes: Changes | null;
}

/** What all agents do, kept up to date by the daemon's events. */
export interface SessionBoard {
  /** In the order of their numbers. */
  rows(): readonly BoardRow[];
  /** Resolves with the rows as soon as they satisfy the condition. Rejects with the signal's reason. */
  until(condition: (rows: readonly BoardRow[]) => boolean, signal: AbortSignal): Promise<readonly BoardRow[]>;
  /** Follows the events until the signal is aborted; rejects when they cannot be had. */
  follow(signal: AbortSignal): Promise<void>;
}

/** Makes a board; `changed` is called after every change with all rows. */
export function createSessionBoard(ao: AoClient, changed: (rows: readonly BoardRow[]) => void): SessionBoard {
  const known = new Map<string, BoardRow>();
  const looking = new Map<string, { again: boolean }>();
  const waiting = new Set<() => void>();

  function rows(): readonly BoardRow[] {
    return [...known.values()].toSorted((one, other) => one.session.number - other.session.number);
  }

  function put(row: BoardRow): void {
    known.set(row.session.id, row);
    changed(rows());
    for (const look of waiting) look();
  }

  /** Events that come while one is being looked at lead to one more look, not to one each. */
  async function look(id: string): Promise<void> {
    const running = looking.get(id);
    if (running !== undefined) {
      running.again = true;
      return;
    }
    const turn = { again: true };
    looking.set(id, turn);
    while (turn.again) {
      turn.again = false;
      const session = await ao.sessions.get(id);
      // A worktree that is being made cannot be compared with anything yet.
      const changes = await ao.sessions.changes(id).catch(() => known.get(id)?.changes ?? null);
      put({ session, changes });
    }
    looking.delete(id);
  }

  return {
    rows,
    until(condition, signal) {
      return new Promise((resolve, reject) => {
        const onAbort = (): void => {
          waiting.delete(check);
          reject(signal.reason);
        };
        const check = (): void => {
          if (!condition(rows())) return;
          waiting.delete(check);
          signal.removeEventListener('abort', onAbort);
          resolve(rows());
        };
        if (signal.aborted) return onAbort();
        signal.addEventListener('abort', onAbort, { once: true });
        waiting.add(check);
        check();
      });
    },
    async follow(signal) {
      const failed = Promise.withResolvers<never>();
      const followed = (async () => {
        for await (const event of ao.events({ signal })) {
          if (event.type === 'snapshot')
            for (const session of event.sessions) put({ session, changes: known.get(session.id)?.changes ?? null });
          else if ('sessionId' in event && event.sessionId !== null) look(event.sessionId).catch(failed.reject);
        }
      })();
      try {
        await Promise.race([followed, failed.promise]);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
  };
}

/** Whether an agent has done what it was told, or can do no more. */
export function isSettled({ session }: BoardRow): boolean {
  return session.isTerminated || session.status === 'exited' || (session.status === 'idle' && session.openMessages === 0);
}
