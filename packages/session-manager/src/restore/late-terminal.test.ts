import { AoError, type SessionId } from '@ao/domain';
import { createSimulatedWorld } from '@ao/testing';
import { expect, test } from 'vitest';
import { bootManager, finished, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';

const SHOP_1 = 'shop-1' as SessionId;
const signal = new AbortController().signal;

test('the old terminal does not stay when a restore is completed long after its daemon has died', async () => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const first = bootManager(world);
  await finished(world, first, first.manager.spawn(spawnCommand()));
  await finished(world, first, first.manager.kill(SHOP_1, { removeWorktree: false }));
  const trial = first.life.points.length;
  await finished(world, first, first.manager.restore(SHOP_1));
  const place = first.life.points.slice(trial).indexOf('after runtime.create') + 1;
  await finished(world, first, first.manager.kill(SHOP_1, { removeWorktree: false }));
  first.life.crashAtPoint(place);
  await world.run(first, first.manager.restore(SHOP_1));
  expect([first.life.crashed, world.terminalsOf(SHOP_1).length]).toEqual([true, 2]);

  // The new terminal cannot be looked at yet: the restore stays open, and is completed on a later look.
  const next = bootManager(world);
  world.faults.inject('runtime.probe', { type: 'fail', error: new AoError('RUNTIME_UNAVAILABLE') });
  expect(await finished(world, next, next.manager.reconcile(signal))).toMatchObject({ unresolved: 1 });
  await world.clock.advance(10_000);
  expect(world.stores.sessions.get(SHOP_1)?.phase).toBe('live');
  expect(whatIsBroken(world)).toEqual([]);
});
