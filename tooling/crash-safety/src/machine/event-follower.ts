import type { AoClient, ChangeEvent, StreamEvent } from '@ao/client';

/** A client that reads the event stream of one daemon after the other, and keeps its cursor. */
export interface EventFollower {
  /** The sequence number of the last change it was told; 0 before the first. */
  cursor(): number;
  /** What it was told and nobody has checked yet. */
  told(): readonly ChangeEvent[];
  /** The last change that was checked; 0 before the first check. */
  checkedUpTo(): number;
  /** Forgets what it was told up to this change: it was checked. */
  checked(upTo: number): void;
  /** What was wrong with the stream itself. */
  faults(): readonly string[];
  /** The last that was told of each session. */
  fold(): ReadonlyMap<string, ChangeEvent['payload']>;
  /** Goes on with this daemon, behind the cursor, until its stream ends. */
  follow(client: AoClient): void;
  close(): void;
}

/** Makes a follower that has seen nothing. */
export function createEventFollower(): EventFollower {
  const closed = new AbortController();
  const faults: string[] = [];
  const sessions = new Map<string, ChangeEvent['payload']>();
  let told: ChangeEvent[] = [];
  let cursor = 0;
  let checkedUpTo = 0;

  function take(event: StreamEvent): void {
    if (event.type === 'reset') faults.push(`the stream was reset (${event.reason}) though nothing was pruned`);
    if (!('sequence' in event)) return;
    if (event.sequence <= cursor) faults.push(`change ${event.sequence} was told after change ${cursor}`);
    cursor = event.sequence;
    told.push(event);
    if (event.type.startsWith('session.') && event.sessionId !== null) sessions.set(event.sessionId, event.payload);
  }

  async function read(client: AoClient): Promise<void> {
    try {
      for await (const event of client.events({ after: cursor, reconnect: false, signal: closed.signal })) take(event);
    } catch {
      // The daemon was killed; the next one goes on from the cursor.
    }
  }

  return {
    cursor: () => cursor,
    told: () => told,
    checkedUpTo: () => checkedUpTo,
    checked(upTo) {
      checkedUpTo = Math.max(checkedUpTo, upTo);
      told = told.filter(({ sequence }) => sequence > checkedUpTo);
    },
    faults: () => faults,
    fold: () => sessions,
    follow: (client) => void read(client),
    close: () => closed.abort(),
  };
}
