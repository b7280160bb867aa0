import type { SessionId } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { createTestService } from '../../test/service-on-world.ts';
import type { StatusChange } from './status-feed.ts';

function listen(test: ReturnType<typeof createTestService>) {
  const heard: StatusChange[] = [];
  const subscription = test.statuses.subscribe((change) => heard.push(change));
  return { heard, subscription, statuses: (id: SessionId) => heard.filter((each) => each.sessionId === id).map(({ status }) => status) };
}

describe('the feed of statuses', () => {
  test('tells every change of a status once, with its reason', async () => {
    const shop = createTestService();
    const { heard, statuses } = listen(shop);
    const id = await shop.spawn();
    for (const state of ['active', 'active', 'idle', 'blocked'] as const) {
      shop.signal(id, state);
      await shop.world.clock.advance(10);
    }
    await shop.finish(shop.service.kill(id, {}));
    await shop.world.clock.advance(0);
    expect([...new Set(statuses(id))]).toEqual(['starting', 'working', 'idle', 'needs_input', 'stopping', 'terminated']);
    expect(heard.find(({ status }) => status === 'needs_input')).toMatchObject({ reason: { rule: 'activity_blocked' } });
  });

  test('tells what time alone changes, at that time and without asking in between', async () => {
    const shop = createTestService();
    const id = await shop.spawn();
    const { statuses } = listen(shop);
    expect(statuses(id)).toEqual([]);
    await shop.world.clock.advance(61_000);
    expect(statuses(id)).toEqual(['unknown']);
    await shop.world.clock.advance(60_000);
    expect(statuses(id)).toEqual(['unknown', 'no_signal']);
    expect(shop.world.clock.pendingTimers()).toBe(0);
  });

  test('hears of pull requests', async () => {
    const shop = createTestService();
    const id = await shop.spawn();
    shop.signal(id, 'idle');
    await shop.world.clock.advance(0);
    const { statuses } = listen(shop);
    shop.world.stores.pullRequests.upsert({
      id: 'p',
      sessionId: id,
      url: 'u',
      number: 1,
      title: 't',
      state: 'open',
      ci: 'failing',
      review: 'none',
      mergeability: 'unknown',
      unresolvedThreads: 0,
      sourceBranch: 'a',
      targetBranch: 'main',
      headCommit: 'c',
      note: null,
      updatedAt: 1,
      observedAt: 1,
    });
    await shop.world.clock.advance(0);
    expect(statuses(id)).toEqual(['ci_failed']);
  });

  test('says nothing about changes that leave the status as it is', async () => {
    const shop = createTestService();
    const id = await shop.spawn();
    shop.signal(id, 'active');
    await shop.world.clock.advance(0);
    const { heard } = listen(shop);
    shop.service.rename(id, 'Another name');
    await shop.world.clock.advance(0);
    expect(heard).toEqual([]);
  });

  test('does nothing while nobody listens', async () => {
    const shop = createTestService();
    const { heard, subscription } = listen(shop);
    const id = await shop.spawn();
    subscription.close();
    subscription.close();
    const before = heard.length;
    shop.signal(id, 'active');
    await shop.world.clock.advance(10);
    expect(heard).toHaveLength(before);
    expect(shop.world.clock.pendingTimers()).toBe(0);
  });

  test('a listener that fails does not keep the others from hearing', async () => {
    const shop = createTestService();
    const id = await shop.spawn();
    shop.statuses.subscribe(() => {
      throw new Error('broken');
    });
    const { statuses } = listen(shop);
    shop.signal(id, 'active');
    await shop.world.clock.advance(0);
    expect(statuses(id)).toEqual(['working']);
  });

  test('looks at everything when the log was cut shorter than it remembers', async () => {
    const shop = createTestService();
    const id = await shop.spawn();
    const { statuses } = listen(shop);
    shop.signal(id, 'active');
    shop.world.stores.changeLog.prune(0);
    await shop.world.clock.advance(0);
    expect(statuses(id)).toEqual(['working']);
  });
});
