import type { EventFeed, FeedSubscriber } from '@ao/cdc';
import type { ChangeEvent } from '@ao/domain';

/** A feed in memory that keeps the contract: replay, push, back-pressure with a bounded backlog, reset. */
export interface MemoryFeed extends EventFeed {
  append(...events: readonly ChangeEvent[]): void;
  /** Forgets everything up to and including a sequence number. */
  trim(sequence: number): void;
  subscribers(): number;
}

interface Entry {
  readonly subscriber: FeedSubscriber;
  next: number;
  isReady: boolean;
}

/** Makes an empty feed. A subscriber that is more than `backlog` events behind is told that it is too slow. */
export function createMemoryFeed(options: { readonly backlog?: number } = {}): MemoryFeed {
  const backlog = options.backlog ?? 1000;
  const entries = new Set<Entry>();
  let log: ChangeEvent[] = [];
  let newest = 0;

  const oldest = (): number => log[0]?.sequence ?? newest + 1;

  function pump(entry: Entry): void {
    if (!entry.isReady || !entries.has(entry)) return;
    const events = log.filter((event) => event.sequence >= entry.next);
    if (events.length === 0) return;
    entry.next = newest + 1;
    entry.isReady = entry.subscriber.onEvents(events);
  }

  function reset(entry: Entry, reason: 'too_old' | 'ahead_of_log' | 'too_slow'): void {
    entries.delete(entry);
    entry.subscriber.onReset({ reason, oldest: oldest(), newest });
  }

  return {
    head: () => newest,
    subscribe(subscriber) {
      const { start } = subscriber;
      const entry: Entry = { subscriber, next: start.from === 'head' ? newest + 1 : start.sequence + 1, isReady: true };
      entries.add(entry);
      if (entry.next > newest + 1) reset(entry, 'ahead_of_log');
      else if (entry.next < oldest()) reset(entry, 'too_old');
      else pump(entry);
      return {
        close: () => void entries.delete(entry),
        ready() {
          entry.isReady = true;
          pump(entry);
        },
      };
    },
    append(...events) {
      log.push(...events);
      newest = events.at(-1)?.sequence ?? newest;
      for (const entry of entries) {
        if (entry.isReady) pump(entry);
        else if (newest - entry.next > backlog) reset(entry, 'too_slow');
      }
    },
    trim(sequence) {
      log = log.filter((event) => event.sequence > sequence);
    },
    subscribers: () => entries.size,
  };
}
