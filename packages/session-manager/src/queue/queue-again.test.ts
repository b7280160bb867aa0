import { AoError, type SessionId } from '@ao/domain';
import { createSimulatedWorld } from '@ao/testing';
import { expect, test } from 'vitest';
import { bootManager, finished, limitedTo, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';

const signal = new AbortController().signal;
const SHOP_1 = 'shop-1' as SessionId;
const SHOP_2 = 'shop-2' as SessionId;
const LATE_MS = 20 * 60_000;

test('a queued session whose cut-off start is taken back only later does not stay `starting` for ever', async () => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const first = bootManager(world, limitedTo(1));
  await finished(world, first, first.manager.reconcile(signal));
  await finished(world, first, first.manager.spawn(spawnCommand()));
  await finished(world, first, first.manager.spawn(spawnCommand()));
  // The daemon dies while it makes the terminal of the second one.
  world.faults.inject('runtime.create', { type: 'slow', delayMs: 30_000 });
  await finished(world, first, first.manager.kill(SHOP_1, { removeWorktree: false }));
  await world.clock.advance(10_000);
  expect(world.stores.sessions.get(SHOP_2)?.phase).toBe('starting');
  first.life.crash();

  // The runtime does not answer the next one at first, so the start is taken back when places are given already.
  world.faults.inject('runtime.probe', { type: 'fail', error: new AoError('RUNTIME_UNAVAILABLE') });
  const next = bootManager(world, limitedTo(1));
  await finished(world, next, next.manager.reconcile(signal));
  expect(world.stores.sessions.get(SHOP_2)?.phase).toBe('starting');
  await world.clock.advance(10 * 60_000);
  expect(world.stores.sessions.get(SHOP_2)?.phase).toBe('live');
  expect(whatIsBroken(world)).toEqual([]);
});

test.each(['spawn', 'restore'] as const)(
  'a terminal that comes late, when the %s it was made for waits for its turn again, is a stray',
  async (kind) => {
    const world = createSimulatedWorld();
    world.addProject('shop');
    const first = bootManager(world, limitedTo(1));
    await finished(world, first, first.manager.reconcile(signal));
    if (kind === 'restore') {
      await finished(world, first, first.manager.spawn(spawnCommand()));
      await finished(world, first, first.manager.kill(SHOP_1, { removeWorktree: false }));
    }
    const [running, waiting] = kind === 'restore' ? [SHOP_2, SHOP_1] : [SHOP_1, SHOP_2];
    await finished(world, first, first.manager.spawn(spawnCommand()));
    await finished(world, first, kind === 'restore' ? first.manager.restore(waiting) : first.manager.spawn(spawnCommand()));
    world.faults.inject('runtime.create', { type: 'late', delayMs: LATE_MS });
    await finished(world, first, first.manager.kill(running, { removeWorktree: false }));
    await world.clock.advance(1_000);
    expect(world.stores.sessions.get(waiting)?.phase).toBe('starting');
    first.life.crash();

    // No memory for another one: it stays in the queue.
    const full = {
      minFreeMemory: { bytes: 1_000, percent: null },
      memory: { read: async () => ({ availableBytes: 0, totalBytes: 10_000 }) },
    };
    const next = bootManager(world, limitedTo(null, full));
    await finished(world, next, next.manager.reconcile(signal));
    await world.clock.advance(LATE_MS);
    const alive = () => world.terminalsOf(waiting).filter(({ exit }) => exit === null).length;
    expect([world.stores.sessions.get(waiting)?.phase, alive()]).toEqual(['queued', 1]);
    expect(await finished(world, next, next.manager.closeStrayTerminals(signal))).toBe(1);
    expect(alive()).toBe(0);
    expect(whatIsBroken(world)).toEqual([]);
  },
);

test('what is left of an earlier start is closed before a session that waits gets its place', async () => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const first = bootManager(world, limitedTo(1));
  await finished(world, first, first.manager.reconcile(signal));
  await finished(world, first, first.manager.spawn(spawnCommand()));
  await finished(world, first, first.manager.spawn(spawnCommand()));
  world.faults.inject('runtime.create', { type: 'late', delayMs: LATE_MS });
  await finished(world, first, first.manager.kill(SHOP_1, { removeWorktree: false }));
  await world.clock.advance(1_000);
  first.life.crash();

  // It goes back to the queue, where there is no place for it.
  const second = bootManager(world, limitedTo(0));
  await finished(world, second, second.manager.reconcile(signal));
  second.life.crash();
  await world.clock.advance(LATE_MS);
  const third = bootManager(world, limitedTo(1));
  await finished(world, third, third.manager.reconcile(signal));
  let atOnce = 0;
  for (let second = 0; second < 60; second += 1) {
    await world.clock.advance(1_000);
    atOnce = Math.max(atOnce, world.terminalsOf(SHOP_2).filter(({ exit }) => exit === null).length);
  }
  expect([world.stores.sessions.get(SHOP_2)?.phase, atOnce]).toEqual(['live', 1]);
  expect(whatIsBroken(world)).toEqual([]);
});
