import { AoError, type SessionId } from '@ao/domain';
import { createSimulatedWorld } from '@ao/testing';
import { expect, test } from 'vitest';
import { bootManager, finished, limitedTo, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';

const signal = new AbortController().signal;
const SHOP_2 = 'shop-2' as SessionId;

test('a queued session whose cut-off start is taken back only later does not stay `starting` for ever', async () => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const first = bootManager(world, limitedTo(1));
  await finished(world, first, first.manager.reconcile(signal));
  await finished(world, first, first.manager.spawn(spawnCommand()));
  await finished(world, first, first.manager.spawn(spawnCommand()));
  // The daemon dies while it makes the terminal of the second one.
  world.faults.inject('runtime.create', { type: 'slow', delayMs: 30_000 });
  await finished(world, first, first.manager.kill('shop-1' as SessionId, { removeWorktree: false }));
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
