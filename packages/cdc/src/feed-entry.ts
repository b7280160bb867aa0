import type { ChangeEvent } from '@ao/domain';
import type { Logger } from '@ao/ports';
import type { FeedReset, FeedSubscriber } from './event-feed.ts';

/** One subscriber and how far it has come. What it has not seen yet waits in the log, not in memory. */
export interface FeedEntry {
  readonly subscriber: FeedSubscriber;
  /** The last sequence number it was given, or its start. */
  position: number;
  /** It said that it can take no more for now. */
  isPaused: boolean;
  isClosed: boolean;
  /** `ready` was called while it was being given events: it then knows better than its own answer. */
  wasReadied: boolean;
}

/** Makes an entry that has seen everything up to a position. */
export function createFeedEntry(subscriber: FeedSubscriber, position: number): FeedEntry {
  return { subscriber, position, isPaused: false, isClosed: false, wasReadied: false };
}

/** What became of an offer: `gap` when events between the subscriber's position and the offer are missing. */
export type OfferResult = 'done' | 'gap';

/**
 * Gives a subscriber those of the events it has not seen. What it is given counts as seen, whatever it does with it: a subscriber that
 * throws is logged and goes on with the next events.
 */
export function offerEvents(entry: FeedEntry, events: readonly ChangeEvent[], logger: Logger): OfferResult {
  if (entry.isPaused) return 'done';
  const unseen = events.filter((event) => event.sequence > entry.position);
  const [first] = unseen;
  if (first === undefined) return 'done';
  if (first.sequence !== entry.position + 1) return 'gap';
  entry.position += unseen.length;
  entry.wasReadied = false;
  try {
    entry.isPaused = !entry.subscriber.onEvents(unseen) && !entry.wasReadied;
  } catch (thrown) {
    logger.error('a subscriber of the event feed failed', { error: thrown, sequence: first.sequence });
  }
  return 'done';
}

/** Tells a subscriber that its subscription is over. */
export function tellReset(entry: FeedEntry, reset: FeedReset, logger: Logger): void {
  if (entry.isClosed) return;
  entry.isClosed = true;
  try {
    entry.subscriber.onReset(reset);
  } catch (thrown) {
    logger.error('a subscriber of the event feed failed', { error: thrown, reset: reset.reason });
  }
}
