import type { ChangeLog, Clock, Logger, LongLived, Timer } from '@ao/ports';
import type { EventFeed, FeedReset, FeedStart, FeedSubscriber } from './event-feed.ts';
import { createFeedEntry, type FeedEntry, offerEvents, tellReset } from './feed-entry.ts';

/** Events read at once. */
export const BATCH_EVENTS = 512;

/** Batches handed out before others get their turn: some 10 ms of work. */
const BATCHES_PER_TURN = 16;

/** Until the log is read again when that failed. */
const AFTER_FAULT_MS = 1_000;

/** What a feed needs. */
export interface EventFeedOptions {
  readonly changeLog: ChangeLog;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How many events a subscriber that takes none may fall behind before it is cut off. Default 10,000. */
  readonly backlogLimit?: number | undefined;
}

/**
 * Makes the feed. It delivers what is committed while `run` runs.
 *
 * - each commit is read once, and the same events are handed to everyone who is up to date
 * - whoever is behind (it began in the past, or took a pause) is given events straight from the log, a batch per turn, until it is up to
 *   date; so a slow subscriber costs no memory, and holds up nobody
 * - callbacks come one at a time, never while a call of the feed itself is under way; they may subscribe, close and commit
 */
export function createEventFeed(options: EventFeedOptions): EventFeed & LongLived {
  const { changeLog, clock, logger, backlogLimit = 10_000 } = options;
  const entries = new Set<FeedEntry>();
  // Everything up to here was offered to those who were up to date.
  let tail = changeLog.bounds().newest;
  let isTurnDue = false;
  let isInTurn = false;
  let isRunning = false;
  let later: Timer | null = null;

  function reset(entry: FeedEntry, reason: FeedReset['reason']): void {
    entries.delete(entry);
    tellReset(entry, { reason, ...changeLog.bounds() }, logger);
  }

  function offer(entry: FeedEntry, events: Parameters<typeof offerEvents>[1]): void {
    if (offerEvents(entry, events, logger) === 'gap') reset(entry, 'too_old');
  }

  /** Hands out what was committed since the last turn. Answers whether there may be more. */
  function followTail(): boolean {
    for (let batch = 0; batch < BATCHES_PER_TURN; batch += 1) {
      const events = changeLog.after(tail, BATCH_EVENTS);
      const newest = events.at(-1)?.sequence;
      if (newest === undefined) return false;
      const before = tail;
      tail = newest;
      for (const entry of entries) if (entry.position >= before) offer(entry, events);
    }
    return true;
  }

  /** Gives everyone who is behind one batch. Answers whether somebody still is. */
  function catchUp(): boolean {
    for (const entry of entries) {
      if (entry.isPaused && tail - entry.position > backlogLimit) reset(entry, 'too_slow');
      if (!isBehind(entry)) continue;
      const events = changeLog.after(entry.position, BATCH_EVENTS);
      if (events.length === 0) reset(entry, 'too_old');
      else offer(entry, events);
    }
    return [...entries].some(isBehind);
  }

  function isBehind(entry: FeedEntry): boolean {
    return !entry.isPaused && entry.position < tail;
  }

  function takeTurn(): void {
    if (isInTurn) {
      requestTurn();
      return;
    }
    isTurnDue = false;
    isInTurn = true;
    later?.cancel();
    later = null;
    try {
      const isMoreInLog = followTail();
      const isSomebodyBehind = catchUp();
      // By a timer, so that reading and writing elsewhere gets its turn in between.
      if (isMoreInLog || isSomebodyBehind) later = clock.setTimer(0, takeTurn);
    } catch (thrown) {
      // Nothing was skipped. Nobody may commit for hours, and what could not be read may be what everybody waits for.
      logger.error('the change log could not be read', { error: thrown });
      if (isRunning) later = clock.setTimer(AFTER_FAULT_MS, takeTurn);
    } finally {
      isInTurn = false;
    }
  }

  function requestTurn(): void {
    if (isTurnDue) return;
    isTurnDue = true;
    void Promise.resolve().then(takeTurn);
  }

  function startOf(start: FeedStart): { readonly position: number; readonly refusal: FeedReset | null } {
    const bounds = changeLog.bounds();
    if (start.from === 'head') return { position: bounds.newest, refusal: null };
    if (start.sequence > bounds.newest) return { position: bounds.newest, refusal: { reason: 'ahead_of_log', ...bounds } };
    const isTooOld = start.sequence < bounds.oldest - 1;
    return { position: start.sequence, refusal: isTooOld ? { reason: 'too_old', ...bounds } : null };
  }

  return {
    name: 'event-feed',
    head: () => changeLog.bounds().newest,
    subscribe(subscriber: FeedSubscriber) {
      const { position, refusal } = startOf(subscriber.start);
      const entry = createFeedEntry(subscriber, position);
      if (refusal === null) {
        entries.add(entry);
        requestTurn();
      } else {
        // Not before the caller has the subscription in hand.
        void Promise.resolve().then(() => tellReset(entry, refusal, logger));
      }
      return {
        close() {
          entry.isClosed = true;
          entries.delete(entry);
        },
        ready() {
          entry.wasReadied = true;
          if (!entry.isPaused) return;
          entry.isPaused = false;
          requestTurn();
        },
      };
    },
    run: (signal) =>
      new Promise((resolve) => {
        const commits = changeLog.onCommit(takeTurn);
        isRunning = true;
        const stop = () => {
          isRunning = false;
          commits.close();
          later?.cancel();
          resolve();
        };
        takeTurn();
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop, { once: true });
      }),
  };
}
