import type { FeedReset, FeedStart, FeedSubscriber } from '../event-feed.ts';

/** A subscriber that writes down what it is told. */
export interface WatchingSubscriber extends FeedSubscriber {
  /** Every sequence number it was given, in order. */
  readonly sequences: number[];
  /** How many events each call brought. */
  readonly batches: number[];
  readonly resets: FeedReset[];
  /** What its next calls answer. */
  takesMore: boolean;
}

/** Makes a subscriber. `during` runs inside each call, before it answers. */
export function createWatchingSubscriber(start: FeedStart, during: () => void = () => undefined): WatchingSubscriber {
  const subscriber: WatchingSubscriber = {
    start,
    sequences: [],
    batches: [],
    resets: [],
    takesMore: true,
    onEvents(events) {
      subscriber.sequences.push(...events.map((event) => event.sequence));
      subscriber.batches.push(events.length);
      during();
      return subscriber.takesMore;
    },
    onReset(reset) {
      subscriber.resets.push(reset);
      during();
    },
  };
  return subscriber;
}
