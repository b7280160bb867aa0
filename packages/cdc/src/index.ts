export type { EventFeed, FeedReset, FeedStart, FeedSubscriber, FeedSubscription } from './event-feed.ts';
