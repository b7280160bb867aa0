import { describe, expect, test } from 'vitest';
import { createObservedWorld } from './__fixtures__/observed-world.ts';

describe('looks that are asked for', () => {
  test('are made at once, together, and are over when what follows is done', async () => {
    const world = createObservedWorld();
    const ids = [world.spawn(), world.spawn()];
    const pullRequests = ids.map((id) => world.open(id).id);
    const { observer } = world.start();
    await world.clock.advance(20_000);
    const polls = world.scm.polls.length;
    for (const id of pullRequests) world.change(id, { title: 'Another' });
    for (let count = 0; count < 20; count += 1) observer.requestLook({ pullRequestIds: pullRequests, reason: 'a webhook' });
    const done = observer.lookNow(pullRequests);
    await world.clock.advance(100);
    await done;
    expect(world.scm.polls.length - polls).toBe(1);
    expect(ids.flatMap((id) => world.pullRequestsOf(id).map(({ facts }) => facts.title))).toEqual(['Another', 'Another']);
  });

  test('because of a storm of hints are made every few seconds, not for each of them', async () => {
    const world = createObservedWorld();
    const { id } = world.open(world.spawn());
    const { observer } = world.start();
    await world.clock.advance(20_000);
    const looks = world.looks(id);
    for (let count = 0; count < 600; count += 1) {
      observer.requestLook({ pullRequestIds: [id], reason: 'a webhook' });
      await world.clock.advance(100);
    }
    expect(world.looks(id) - looks).toBeGreaterThan(8);
    expect(world.looks(id) - looks).toBeLessThanOrEqual(13);
  });

  test('without ids find new ones, too', async () => {
    const world = createObservedWorld();
    const id = world.spawn();
    const { observer } = world.start();
    await world.clock.advance(20_000);
    world.open(id);
    const done = observer.lookNow();
    await world.clock.advance(100);
    await done;
    expect(world.pullRequestsOf(id)).toHaveLength(1);
  });

  test('again a second later find what was opened in between', async () => {
    const world = createObservedWorld();
    const id = world.spawn();
    const { observer } = world.start();
    await world.clock.advance(20_000);
    void observer.lookNow();
    await world.clock.advance(1_000);
    world.open(id);
    const done = observer.lookNow();
    await world.clock.advance(100);
    await done;
    expect(world.pullRequestsOf(id)).toHaveLength(1);
  });

  test('show what happened since the look of a moment ago', async () => {
    const world = createObservedWorld();
    const { id } = world.open(world.spawn());
    const { observer } = world.start();
    await world.clock.advance(20_000);
    void observer.lookNow();
    await world.clock.advance(500);
    world.change(id, { title: 'Just changed' });
    const done = observer.lookNow();
    await world.clock.advance(100);
    await done;
    expect(world.stores.pullRequests.get(id)?.facts.title).toBe('Just changed');
  });

  test('at one that was given to a session a moment ago', async () => {
    const world = createObservedWorld();
    const id = world.spawn();
    const { observer } = world.start();
    await world.clock.advance(20_000);
    const opened = world.open(id, { sourceBranch: 'fix', number: 9 });
    world.stores.pullRequests.recordSighting(opened, { sessionId: id, origin: 'claimed' }, world.clock.now());
    const done = observer.lookNow([opened.id]);
    await world.clock.advance(100);
    await done;
    expect(world.pullRequestsOf(id)).toMatchObject([{ snapshot: { number: 9 } }]);
  });

  test('end when nobody waits for them any more, or the observer does', async () => {
    const world = createObservedWorld();
    const { id } = world.open(world.spawn());
    const process = world.start();
    await world.clock.advance(20_000);
    world.scm.hold = new Promise(() => undefined);
    const stop = new AbortController();
    const given = process.observer.lookNow([id], stop.signal);
    const other = process.observer.lookNow();
    await world.clock.advance(100);
    stop.abort();
    await given;
    await process.stop();
    await other;
    await process.observer.lookNow();
    process.observer.requestLook({ reason: 'too late' });
    expect(process.observer.view().isRunning).toBe(false);
  });
});
