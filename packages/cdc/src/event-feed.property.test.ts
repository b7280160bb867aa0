import { createFakeClock, createSilentLogger, type FakeClock } from '@ao/testing';
import { assert, asyncProperty, constantFrom, type Arbitrary, array, integer, oneof, record } from 'fast-check';
import { expect, test } from 'vitest';
import { type ArrayChangeLog, createArrayChangeLog } from './__fixtures__/array-change-log.ts';
import { createWatchingSubscriber, type WatchingSubscriber } from './__fixtures__/watching-subscriber.ts';
import { createEventFeed } from './create-event-feed.ts';
import type { EventFeed, FeedSubscription } from './event-feed.ts';

const BACKLOG_LIMIT = 700;

type Action =
  | { readonly type: 'commit'; readonly events: number }
  | { readonly type: 'prune'; readonly keep: number }
  | { readonly type: 'subscribe'; readonly back: number | null }
  | { readonly type: 'close' | 'stall' | 'resume'; readonly who: number }
  | { readonly type: 'wait' };

const who = integer({ min: 0, max: 7 });
const actions: Arbitrary<readonly Action[]> = array(
  oneof(
    {
      weight: 4,
      arbitrary: record({
        type: constantFrom('commit' as const),
        events: oneof(integer({ min: 1, max: 4 }), integer({ min: 300, max: 900 })),
      }),
    },
    { weight: 1, arbitrary: record({ type: constantFrom('prune' as const), keep: integer({ min: 0, max: 1_200 }) }) },
    {
      weight: 2,
      arbitrary: record({ type: constantFrom('subscribe' as const), back: oneof(constantFrom(null), integer({ min: -3, max: 1_500 })) }),
    },
    { weight: 3, arbitrary: record({ type: constantFrom('close' as const, 'stall' as const, 'resume' as const), who }) },
    { weight: 4, arbitrary: constantFrom({ type: 'wait' } as const) },
  ),
  { minLength: 5, maxLength: 60 },
);

/** A subscriber with what the log looked like from its side. */
interface Watched {
  readonly subscriber: WatchingSubscriber;
  readonly subscription: FeedSubscription;
  readonly start: number;
  /** Newest and oldest event when it subscribed. */
  readonly newest: number;
  readonly oldest: number;
  closedAt: number | null;
  wasStalled: boolean;
}

function subscribe(feed: EventFeed, changeLog: ArrayChangeLog, back: number | null): Watched {
  const { oldest, newest } = changeLog.bounds();
  const start = back === null ? newest : Math.max(0, newest - back);
  const subscriber = createWatchingSubscriber(back === null ? { from: 'head' } : { from: 'after', sequence: start });
  return { subscriber, subscription: feed.subscribe(subscriber), start, newest, oldest, closedAt: null, wasStalled: false };
}

async function act(action: Action, feed: EventFeed, changeLog: ArrayChangeLog, clock: FakeClock, watched: Watched[]): Promise<void> {
  if (action.type === 'commit') changeLog.commit(action.events);
  else if (action.type === 'prune') changeLog.prune(action.keep);
  else if (action.type === 'subscribe') watched.push(subscribe(feed, changeLog, action.back));
  else if (action.type === 'wait') await clock.advance(0);
  else {
    const chosen = watched[action.who];
    if (chosen === undefined) return;
    if (action.type === 'close') {
      chosen.subscription.close();
      chosen.closedAt ??= chosen.subscriber.sequences.length;
    } else {
      chosen.subscriber.takesMore = action.type === 'resume';
      chosen.wasStalled ||= action.type === 'stall';
      if (action.type === 'resume') chosen.subscription.ready();
    }
  }
}

/** What is wrong with what it saw; null when it is in order, whole, and either complete or ended by a reset that is justified. */
function faultOf({ subscriber, start, newest, oldest, closedAt, wasStalled }: Watched, changeLog: ArrayChangeLog): string | null {
  const { sequences, resets } = subscriber;
  const bounds = changeLog.bounds();
  const seen = start + sequences.length;
  const [reset] = resets;
  if (sequences.some((sequence, index) => sequence !== start + 1 + index)) return 'a gap, a duplicate or a wrong order';
  if (resets.length > 1) return 'more than one reset';
  if (sequences.length > 0 && (start < oldest - 1 || start > newest)) return 'events for a start that is not in the log';
  if (closedAt !== null) return sequences.length === closedAt ? null : 'events after closing';
  if (reset === undefined) return seen === bounds.newest ? null : `no reset, but ${bounds.newest - seen} events missing`;
  const isJustified = {
    ahead_of_log: start > newest,
    too_old: seen < bounds.oldest - 1,
    too_slow: wasStalled && reset.newest - seen > BACKLOG_LIMIT,
  };
  return isJustified[reset.reason] ? null : `a reset without reason: ${reset.reason}`;
}

test('whatever happens, each subscriber sees exactly its events, or is told to start again', { timeout: 60_000 }, async () => {
  await assert(
    asyncProperty(actions, async (sequence) => {
      const clock = createFakeClock();
      const changeLog = createArrayChangeLog();
      const feed = createEventFeed({ changeLog, clock, logger: createSilentLogger(), backlogLimit: BACKLOG_LIMIT });
      const ended = new AbortController();
      void feed.run(ended.signal);
      const watched: Watched[] = [];
      for (const action of sequence) await act(action, feed, changeLog, clock, watched);
      for (const { subscriber, subscription } of watched) {
        subscriber.takesMore = true;
        subscription.ready();
      }
      await clock.advance(0);
      expect(watched.map((one) => faultOf(one, changeLog))).toEqual(watched.map(() => null));
      ended.abort();
    }),
    { numRuns: 400 },
  );
});
