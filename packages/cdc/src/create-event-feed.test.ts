import { createFakeClock, createInMemoryStores, createRecordingLogger } from '@ao/testing';
import type { ProjectId } from '@ao/domain';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createArrayChangeLog } from './__fixtures__/array-change-log.ts';
import { createWatchingSubscriber } from './__fixtures__/watching-subscriber.ts';
import { createEventFeed } from './create-event-feed.ts';
import type { FeedSubscription } from './event-feed.ts';

function startFeed(backlogLimit?: number) {
  const clock = createFakeClock();
  const logger = createRecordingLogger();
  const changeLog = createArrayChangeLog();
  const feed = createEventFeed({ changeLog, clock, logger, backlogLimit });
  const ended = new AbortController();
  void feed.run(ended.signal);
  onTestFinished(() => ended.abort());
  /** Lets everything that is due happen. */
  const settle = () => clock.advance(0);
  return { clock, logger, changeLog, feed, settle, ended };
}

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
const fromHead = { from: 'head' } as const;
const after = (sequence: number) => ({ from: 'after', sequence }) as const;

describe('someone who is up to date', () => {
  test('gets each commit as one batch, read once for all', async () => {
    const { changeLog, feed, settle } = startFeed();
    const subscribers = [1, 2, 3].map(() => createWatchingSubscriber(fromHead));
    for (const subscriber of subscribers) feed.subscribe(subscriber);
    await settle();
    changeLog.reads = 0;
    changeLog.commit(3);
    await settle();
    for (const subscriber of subscribers) expect(subscriber).toMatchObject({ sequences: [1, 2, 3], batches: [3] });
    expect(changeLog.reads).toBe(2);
  });

  test('gets what is committed right after subscribing, and nothing from before', async () => {
    const { changeLog, feed, settle } = startFeed();
    changeLog.commit(5);
    const subscriber = createWatchingSubscriber(fromHead);
    feed.subscribe(subscriber);
    expect(feed.head()).toBe(5);
    changeLog.commit(1);
    await settle();
    expect(subscriber.sequences).toEqual([6]);
  });

  test('gets nothing inside the call that subscribes', () => {
    const { changeLog, feed } = startFeed();
    changeLog.commit(5);
    const subscriber = createWatchingSubscriber(after(0));
    feed.subscribe(subscriber);
    expect(subscriber.sequences).toEqual([]);
  });
});

describe('someone who begins in the past', () => {
  test('catches up in batches, with turns for others in between, then goes on live', async () => {
    const { clock, changeLog, feed, settle } = startFeed();
    changeLog.commit(1_200);
    await settle();
    const subscriber = createWatchingSubscriber(after(100));
    feed.subscribe(subscriber);
    await Promise.resolve();
    expect(subscriber.batches).toEqual([512]);
    expect(clock.pendingTimers()).toBe(1);
    changeLog.commit(2);
    await settle();
    expect(subscriber.sequences).toEqual(upTo(1_202, 101));
    changeLog.commit(1);
    await settle();
    expect(subscriber.sequences).toEqual(upTo(1_203, 101));
  });

  test('with nothing missed is up to date at once', async () => {
    const { changeLog, feed, settle } = startFeed();
    changeLog.commit(3);
    const subscriber = createWatchingSubscriber(after(3));
    feed.subscribe(subscriber);
    await settle();
    expect(subscriber).toMatchObject({ sequences: [], resets: [] });
  });

  test.each([
    ['before what is still there', after(3), 'too_old'],
    ['ahead of everything', after(11), 'ahead_of_log'],
  ] as const)('%s is told to start again, and told nothing else', async (_name, start, reason) => {
    const { changeLog, feed, settle } = startFeed();
    changeLog.commit(10);
    changeLog.prune(6);
    const subscriber = createWatchingSubscriber(start);
    feed.subscribe(subscriber);
    expect(subscriber.resets).toEqual([]);
    changeLog.commit(1);
    await settle();
    expect(subscriber).toMatchObject({ sequences: [], resets: [{ reason, oldest: 5, newest: 10 }] });
  });

  test('at the very edge of what is still there gets all of it', async () => {
    const { changeLog, feed, settle } = startFeed();
    changeLog.commit(10);
    changeLog.prune(6);
    const subscriber = createWatchingSubscriber(after(4));
    feed.subscribe(subscriber);
    await settle();
    expect(subscriber.sequences).toEqual(upTo(10, 5));
  });

  test('and whose events are dropped while it catches up is told so', async () => {
    const { changeLog, feed, settle } = startFeed();
    changeLog.commit(2_000);
    await settle();
    const subscriber = createWatchingSubscriber(after(0));
    feed.subscribe(subscriber);
    await Promise.resolve();
    changeLog.prune(10);
    await settle();
    expect(subscriber).toMatchObject({ batches: [512], resets: [{ reason: 'too_old', oldest: 1_991, newest: 2_000 }] });
  });

  test('and whose events are dropped to the last one is told so', async () => {
    const { changeLog, feed, settle } = startFeed();
    changeLog.commit(2_000);
    await settle();
    const subscriber = createWatchingSubscriber(after(0));
    feed.subscribe(subscriber);
    await Promise.resolve();
    changeLog.prune(0);
    await settle();
    expect(subscriber).toMatchObject({ batches: [512], resets: [{ reason: 'too_old', oldest: 2_001, newest: 2_000 }] });
  });

  test('and who closes before being told is told nothing', async () => {
    const { feed, settle } = startFeed();
    const subscriber = createWatchingSubscriber(after(7));
    feed.subscribe(subscriber).close();
    await settle();
    expect(subscriber.resets).toEqual([]);
  });
});

describe('someone slow', () => {
  test('is given nothing until ready, then exactly what it missed', async () => {
    const { changeLog, feed, settle } = startFeed();
    const slow = createWatchingSubscriber(fromHead);
    const quick = createWatchingSubscriber(fromHead);
    slow.takesMore = false;
    const subscription = feed.subscribe(slow);
    feed.subscribe(quick);
    for (let commit = 0; commit < 5; commit += 1) {
      changeLog.commit(2);
      await settle();
    }
    expect(slow.sequences).toEqual([1, 2]);
    expect(quick.sequences).toEqual(upTo(10));
    slow.takesMore = true;
    subscription.ready();
    subscription.ready();
    await settle();
    expect(slow).toMatchObject({ sequences: upTo(10), batches: [2, 8] });
  });

  test('is cut off beyond the limit, with nothing after', async () => {
    const { changeLog, feed, settle } = startFeed(10);
    const slow = createWatchingSubscriber(fromHead);
    slow.takesMore = false;
    const subscription = feed.subscribe(slow);
    changeLog.commit(1);
    await settle();
    changeLog.commit(10);
    await settle();
    expect(slow.resets).toEqual([]);
    changeLog.commit(1);
    await settle();
    expect(slow).toMatchObject({ sequences: [1], resets: [{ reason: 'too_slow', oldest: 1, newest: 12 }] });
    subscription.ready();
    changeLog.commit(1);
    await settle();
    expect(slow.sequences).toEqual([1]);
  });

  test('may catch up from far behind as long as it takes events', async () => {
    const { changeLog, feed, settle } = startFeed(10);
    changeLog.commit(3_000);
    const subscriber = createWatchingSubscriber(after(0));
    feed.subscribe(subscriber);
    await settle();
    expect(subscriber).toMatchObject({ sequences: upTo(3_000), resets: [] });
  });

  test('that becomes ready while it is still answering is not forgotten', async () => {
    const { changeLog, feed, settle } = startFeed();
    let subscription: FeedSubscription | null = null;
    const subscriber = createWatchingSubscriber(fromHead, () => subscription?.ready());
    subscriber.takesMore = false;
    subscription = feed.subscribe(subscriber);
    changeLog.commit(1);
    await settle();
    changeLog.commit(1);
    await settle();
    expect(subscriber.sequences).toEqual([1, 2]);
  });
});

describe('callbacks', () => {
  test('that throw hurt neither others nor their own next events', async () => {
    const { changeLog, feed, logger, settle } = startFeed();
    const broken = createWatchingSubscriber(fromHead, () => {
      throw new Error('broken subscriber');
    });
    const other = createWatchingSubscriber(fromHead);
    feed.subscribe(broken);
    feed.subscribe(other);
    changeLog.commit(1);
    await settle();
    changeLog.commit(1);
    await settle();
    expect(broken.sequences).toEqual([1, 2]);
    expect(other.sequences).toEqual([1, 2]);
    expect(logger.lines).toMatchObject([{ level: 'error' }, { level: 'error', fields: { sequence: 2 } }]);
  });

  test('that throw in a reset are logged', async () => {
    const { feed, logger, settle } = startFeed();
    const broken = createWatchingSubscriber(after(5), () => {
      throw new Error('broken subscriber');
    });
    feed.subscribe(broken);
    await settle();
    expect(logger.lines).toMatchObject([{ level: 'error', fields: { reset: 'ahead_of_log' } }]);
  });

  test('may close themselves and others', async () => {
    const { changeLog, feed, settle } = startFeed();
    const subscriptions: FeedSubscription[] = [];
    const first = createWatchingSubscriber(fromHead, () => subscriptions.forEach((subscription) => subscription.close()));
    const second = createWatchingSubscriber(fromHead);
    subscriptions.push(feed.subscribe(first), feed.subscribe(second));
    changeLog.commit(1);
    await settle();
    changeLog.commit(1);
    await settle();
    expect([first.sequences, second.sequences]).toEqual([[1], []]);
  });

  test('may subscribe and commit', async () => {
    const { changeLog, feed, settle } = startFeed();
    const inner = createWatchingSubscriber(fromHead);
    let isFirst = true;
    const outer = createWatchingSubscriber(fromHead, () => {
      if (!isFirst) return;
      isFirst = false;
      feed.subscribe(inner);
      changeLog.commit(2);
    });
    feed.subscribe(outer);
    changeLog.commit(1);
    await settle();
    expect([outer.sequences, inner.sequences]).toEqual([
      [1, 2, 3],
      [2, 3],
    ]);
  });
});

describe('the feed', () => {
  test('delivers nothing new once it has ended, and what was missed when it runs again', async () => {
    const { changeLog, feed, settle, ended } = startFeed();
    const subscriber = createWatchingSubscriber(fromHead);
    feed.subscribe(subscriber);
    await settle();
    ended.abort();
    changeLog.commit(2);
    await settle();
    expect(subscriber.sequences).toEqual([]);
    const again = new AbortController();
    const run = feed.run(again.signal);
    await settle();
    expect(subscriber.sequences).toEqual([1, 2]);
    again.abort();
    await expect(run).resolves.toBeUndefined();
    await expect(feed.run(AbortSignal.abort())).resolves.toBeUndefined();
  });

  test('skips nothing when the log cannot be read for a while', async () => {
    const { changeLog, feed, logger, settle } = startFeed();
    const subscriber = createWatchingSubscriber(fromHead);
    feed.subscribe(subscriber);
    await settle();
    changeLog.failure = new Error('disk on fire');
    changeLog.commit(2);
    await settle();
    expect(logger.lines).toMatchObject([{ level: 'error', message: 'the change log could not be read' }]);
    changeLog.failure = null;
    changeLog.commit(1);
    await settle();
    expect(subscriber.sequences).toEqual([1, 2, 3]);
  });

  test('what could not be read comes a moment later, also when nothing else is committed', async () => {
    const { clock, changeLog, feed, settle, ended } = startFeed();
    const subscriber = createWatchingSubscriber(fromHead);
    feed.subscribe(subscriber);
    await settle();
    changeLog.failure = new Error('disk on fire');
    changeLog.commit(2);
    await settle();
    await clock.advance(5_000);
    changeLog.failure = null;
    await clock.advance(5_000);
    expect(subscriber.sequences).toEqual([1, 2]);
    changeLog.failure = new Error('disk on fire');
    changeLog.commit(1);
    await settle();
    ended.abort();
    expect(clock.pendingTimers()).toBe(0);
  });

  test('hands out a very large commit in turns', async () => {
    const { clock, changeLog, feed, settle } = startFeed();
    const subscriber = createWatchingSubscriber(fromHead);
    feed.subscribe(subscriber);
    await settle();
    changeLog.commit(20_000);
    await Promise.resolve();
    expect(subscriber.sequences).toHaveLength(16 * 512);
    expect(clock.pendingTimers()).toBe(1);
    await settle();
    expect(subscriber.sequences).toEqual(upTo(20_000));
  });

  test('follows real stores: a transaction is one batch, an undone one is none', async () => {
    const clock = createFakeClock();
    const stores = createInMemoryStores({ clock });
    const feed = createEventFeed({ changeLog: stores.changeLog, clock, logger: createRecordingLogger() });
    void feed.run(new AbortController().signal);
    const subscriber = createWatchingSubscriber(fromHead);
    feed.subscribe(subscriber);
    const id = 'shop' as ProjectId;
    stores.transaction(() => {
      const project = {
        id,
        path: '/shop',
        name: 'shop',
        originUrl: null,
        defaultBranch: null,
        config: {},
        registeredAt: 1,
        archivedAt: null,
      };
      stores.projects.add(project);
      stores.projects.setConfig(id, { model: 'large' });
    });
    await clock.advance(0);
    expect(() =>
      stores.transaction(() => {
        stores.projects.setConfig(id, { model: 'small' });
        throw new Error('undo');
      }),
    ).toThrow('undo');
    await clock.advance(0);
    expect(subscriber).toMatchObject({ sequences: [1, 2], batches: [2] });
  });
});
