import { createSimulatedWorld } from '@ao/testing';
import { AoError, type SessionId } from '@ao/domain';
import { expect, test } from 'vitest';
import { bootManager, finished, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';

const SHOP_1 = 'shop-1' as SessionId;
const signal = new AbortController().signal;

/** A session whose worktree was cleaned up, and a daemon that died when it had just told git to bring it back. */
async function cutOff() {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const first = bootManager(world);
  await finished(world, first, first.manager.spawn(spawnCommand()));
  await finished(world, first, first.manager.kill(SHOP_1, { removeWorktree: true }));
  const points = first.life.points.length;
  first.life.crashAtPoint(1_000);
  const trial = first.manager.restore(SHOP_1);
  await world.run(first, Promise.allSettled([trial]));
  const place = first.life.points.slice(points).indexOf('before workspace.restore') + 1;
  expect(place).toBeGreaterThan(0);
  await finished(world, first, first.manager.kill(SHOP_1, { removeWorktree: true }));
  first.life.crashAtPoint(place);
  await world.run(first, first.manager.restore(SHOP_1));
  expect([first.life.crashed, first.life.points.at(-1), world.worktreeOf(SHOP_1)]).toEqual([true, 'before workspace.restore', null]);
  return world;
}

test('a worktree that git brings back after its daemon has died is never without a session', async () => {
  const world = await cutOff();
  const next = bootManager(world);
  await finished(world, next, next.manager.reconcile(signal));
  // Whether that git has come to its end or not, what it was told to make is there, and the facts say so.
  expect(world.worktreeOf(SHOP_1)).not.toBeNull();
  expect(world.stores.sessions.get(SHOP_1)).toMatchObject({ phase: 'ended', workspace: { state: 'present' } });
  expect(whatIsBroken(world)).toEqual([]);
});

test('a restore that was cut off is taken back also when the worktree cannot be brought back any more', async () => {
  const world = await cutOff();
  const next = bootManager(world);
  world.faults.inject('workspace.restore', { type: 'fail', error: new AoError('RESTORE_TARGET_MISSING') });
  await finished(world, next, next.manager.reconcile(signal));
  expect(world.stores.sessions.get(SHOP_1)).toMatchObject({ phase: 'ended', workspace: { state: 'removed' } });
  expect(whatIsBroken(world)).toEqual([]);
});
