import { AoError, type SessionId } from '@ao/domain';
import { ANY_WRITE, createSimulatedWorld } from '@ao/testing';
import { expect, test } from 'vitest';
import { bootManager, finished, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';

const SHOP_1 = 'shop-1' as SessionId;
const LATE_MS = 20 * 60_000;

test.each([
  ['could not be removed', 'workspace.remove', 1],
  ['could not be removed several times', 'workspace.remove', 5],
])('a worktree that came long after its start was given up, and %s at first, does not stay', async (_what, call, times) => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const process = bootManager(world);
  world.faults.inject('workspace.branch', { type: 'late', delayMs: LATE_MS });
  await expect(finished(world, process, process.manager.spawn(spawnCommand()))).rejects.toMatchObject({ code: 'GIT_TIMEOUT' });
  expect(world.worktreeOf(SHOP_1)).toBeNull();
  world.faults.inject(call, { type: 'fail', error: new AoError('GIT_FAILED') }, { times });
  await world.clock.advance(LATE_MS + 5 * 60_000);
  expect(whatIsBroken(world)).toEqual([]);
  expect(world.worktreeOf(SHOP_1)).toBeNull();
});

test('a removal that came long after it was given up is stored although the disk was full at first', async () => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const process = bootManager(world);
  await finished(world, process, process.manager.spawn(spawnCommand()));
  world.doWork(SHOP_1, 'cart.ts');
  await finished(world, process, process.manager.kill(SHOP_1, { removeWorktree: false }));
  world.faults.inject('workspace.remove', { type: 'late', delayMs: LATE_MS });
  await finished(world, process, process.manager.cleanup({ projectId: null, sessionIds: null, execute: true, save: true }));
  world.faults.inject(ANY_WRITE, { type: 'fail', error: new AoError('DISK_FULL') }, { times: 3 });
  await world.clock.advance(LATE_MS + 5 * 60_000);
  expect(world.stores.sessions.get(SHOP_1)?.workspace).toMatchObject({ state: 'rescued', rescueRef: expect.any(String) });
  expect(whatIsBroken(world)).toEqual([]);
});

test('a worktree that was rebuilt late is not shown as present when a kill has removed it before that could be stored', async () => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const process = bootManager(world);
  await finished(world, process, process.manager.spawn(spawnCommand()));
  await finished(world, process, process.manager.kill(SHOP_1, { removeWorktree: false }));
  world.faults.inject('workspace.restore', { type: 'late', delayMs: LATE_MS });
  await expect(finished(world, process, process.manager.restore(SHOP_1))).rejects.toBeInstanceOf(AoError);
  const rebuilt = () => process.life.points.filter((point) => point === 'after workspace.restore').length;
  const before = rebuilt();
  world.faults.inject(ANY_WRITE, { type: 'fail', error: new AoError('DISK_FULL') }, { times: 500 });
  for (let ms = 0; ms < LATE_MS && rebuilt() === before; ms += 500) await world.clock.advance(500);
  expect(rebuilt()).toBe(before + 1);
  world.faults.heal();
  await finished(world, process, process.manager.kill(SHOP_1, { removeWorktree: true }));
  expect(world.worktreeOf(SHOP_1)).toBeNull();
  await world.clock.advance(5 * 60_000);
  expect(whatIsBroken(world)).toEqual([]);
});

test('what comes late while the daemon stops is dealt with once, and not tried again', async () => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const process = bootManager(world);
  world.faults.inject('workspace.branch', { type: 'late', delayMs: LATE_MS });
  await expect(finished(world, process, process.manager.spawn(spawnCommand()))).rejects.toMatchObject({ code: 'GIT_TIMEOUT' });
  await finished(world, process, process.manager.drain(new AbortController().signal));
  world.faults.inject('workspace.remove', { type: 'fail', error: new AoError('GIT_FAILED') });
  const before = process.life.points.filter((point) => point === 'before workspace.remove').length;
  await world.clock.advance(LATE_MS + 5 * 60_000);
  expect(process.life.points.filter((point) => point === 'before workspace.remove')).toHaveLength(before + 1);
});
