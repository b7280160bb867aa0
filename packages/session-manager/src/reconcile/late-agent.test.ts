import { AoError, type SessionId } from '@ao/domain';
import { ANY_WRITE, createSimulatedWorld } from '@ao/testing';
import { expect, test } from 'vitest';
import { bootManager, finished, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';

const SHOP_1 = 'shop-1' as SessionId;
const LATE_MS = 20 * 60_000;

test('an agent that comes to life after its worktree was taken back is ended, and is not taken for a start that went well', async () => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const first = bootManager(world);
  world.faults.inject('runtime.create', { type: 'late', delayMs: LATE_MS });
  const spawn = first.manager.spawn(spawnCommand()).catch(() => undefined);
  await world.clock.advance(1_000);
  expect(world.worktreeOf(SHOP_1)).not.toBeNull();
  // From here on nothing can be stored: neither that the start is given up, nor what is taken back.
  world.faults.inject(ANY_WRITE, { type: 'fail', error: new AoError('DISK_FULL') }, { times: 500 });
  await world.run(first, spawn);
  expect(world.worktreeOf(SHOP_1)).toBeNull();
  first.life.crash();
  world.faults.heal();
  await world.clock.advance(LATE_MS);
  expect(world.terminalsOf(SHOP_1)).toMatchObject([{ exit: null }]);
  const next = bootManager(world);
  await finished(world, next, next.manager.reconcile(new AbortController().signal));
  await world.clock.advance(60_000);
  expect(world.stores.sessions.get(SHOP_1)).toMatchObject({ phase: 'ended', end: { reason: 'spawn_failed' } });
  expect(whatIsBroken(world)).toEqual([]);
});

test('an agent that comes to life after its start was taken back in part is never one whose signals nobody hears', async () => {
  const lateStart = async (crashAt: number) => {
    const world = createSimulatedWorld();
    world.addProject('shop');
    const first = bootManager(world);
    world.faults.inject('runtime.create', { type: 'late', delayMs: LATE_MS });
    first.life.crashAtPoint(crashAt);
    await world.run(first, first.manager.spawn(spawnCommand()));
    const { points } = first.life;
    if (!first.life.crashed) first.life.crash();
    await world.clock.advance(LATE_MS);
    const next = bootManager(world);
    await finished(world, next, next.manager.reconcile(new AbortController().signal));
    await world.clock.advance(5 * 60_000);
    return { broken: whatIsBroken(world), points };
  };
  const { points } = await lateStart(Number.MAX_SAFE_INTEGER);
  expect(points).toContain('after spool.discard');
  for (let place = 1; place <= points.length; place += 1) {
    expect({ place: points[place - 1], broken: (await lateStart(place)).broken }).toEqual({ place: points[place - 1], broken: [] });
  }
});
