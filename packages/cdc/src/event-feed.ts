import type { ChangeEvent } from '@ao/domain';
import type { Subscription } from '@ao/ports';

/** Where a subscriber starts. */
export type FeedStart =
  /** From now on. */
  | { readonly from: 'head' }
  /** Everything after a sequence number, then live. When that is no longer in the log, the subscriber gets `onReset` instead. */
  | { readonly from: 'after'; readonly sequence: number };

/** Why a subscriber was cut off and has to start again from a snapshot. */
export interface FeedReset {
  readonly reason: 'too_old' | 'ahead_of_log' | 'too_slow';
  readonly oldest: number;
  readonly newest: number;
}

/** One subscriber of the feed. Its callbacks are called one at a time and must not throw. */
export interface FeedSubscriber {
  readonly start: FeedStart;
  /** Events in order, without gap or duplicate. Answers whether it can take more at once; when it answers false, `ready` of the subscription must be called later. */
  onEvents(events: readonly ChangeEvent[]): boolean;
  /** The subscription is over; subscribe again from a snapshot. */
  onReset(reset: FeedReset): void;
}

/** A running subscription. */
export interface FeedSubscription extends Subscription {
  /** Tells that a subscriber which answered false can take events again. */
  ready(): void;
}

/** The change log, pushed: woken by each commit, read once, handed to every subscriber. */
export interface EventFeed {
  /** Subscribes. The start is fixed before this returns: an event committed later is always delivered. */
  subscribe(subscriber: FeedSubscriber): FeedSubscription;
  /** The newest sequence number known. */
  head(): number;
}
