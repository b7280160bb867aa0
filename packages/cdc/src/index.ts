export { type ChangeLogRetentionOptions, createChangeLogRetention } from './change-log-retention.ts';
export { createEventFeed, type EventFeedOptions } from './create-event-feed.ts';
export type { EventFeed, FeedReset, FeedStart, FeedSubscriber, FeedSubscription } from './event-feed.ts';
