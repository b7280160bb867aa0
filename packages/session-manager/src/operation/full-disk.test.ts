import { AoError, type SessionId } from '@ao/domain';
import { createLifecycle, type Lifecycle, type Observation } from '@ao/lifecycle';
import { createSimulatedWorld } from '@ao/testing';
import { expect, test } from 'vitest';
import { finished, managerOptions, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';
import { createSessionManager } from '../create-session-manager.ts';

const SHOP_1 = 'shop-1' as SessionId;

/** A daemon whose disk is full when something of that kind is to be stored, `times` times. */
function withFullDisk(times: number, type: Observation['type'] = 'ended') {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const process = world.boot();
  const options = managerOptions(process);
  const lifecycle = createLifecycle({ stores: process.stores, clock: process.clock });
  let left = 0;
  const observe: Lifecycle['observe'] = (id, observation) => {
    if (observation.type === type && left > 0) {
      left -= 1;
      throw new AoError('DISK_FULL');
    }
    return lifecycle.observe(id, observation);
  };
  const manager = createSessionManager({ ...options, lifecycle: { ...lifecycle, observe } });
  return { world, process, manager, fill: () => void (left = times) };
}

test.each([1, 4])(
  'a session whose end could not be stored %i times, because the disk was full, does not stay `stopping`',
  async (times) => {
    const { world, process, manager, fill } = withFullDisk(times);
    await finished(world, process, manager.spawn(spawnCommand()));
    fill();
    await expect(finished(world, process, manager.kill(SHOP_1, { removeWorktree: false }))).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(world.stores.sessions.get(SHOP_1)?.phase).toBe('stopping');
    await world.clock.advance(10 * 60_000);
    expect(world.stores.sessions.get(SHOP_1)).toMatchObject({ phase: 'ended', end: { reason: 'killed' } });
    expect(whatIsBroken(world)).toEqual([]);
  },
);

test.each([2, 4])('work that a clean-up has saved can be fetched back although that could not be stored %i times', async (times) => {
  const { world, process, manager, fill } = withFullDisk(times, 'workspace_rescued');
  await finished(world, process, manager.spawn(spawnCommand()));
  world.doWork(SHOP_1, 'cart.ts');
  await finished(world, process, manager.kill(SHOP_1, { removeWorktree: false }));
  fill();
  const cleanup = manager.cleanup({ projectId: null, sessionIds: null, execute: true, save: true });
  await finished(world, process, cleanup);
  await world.clock.advance(10 * 60_000);
  expect(world.stores.sessions.get(SHOP_1)?.workspace).toMatchObject({ state: 'rescued', rescueRef: expect.any(String) });
  expect(whatIsBroken(world)).toEqual([]);
  await finished(world, process, manager.undoCleanup(SHOP_1));
  expect(world.worktreeOf(SHOP_1)?.uncommitted).toEqual(new Set(['cart.ts']));
});

test('a worktree that a kill has removed is not shown as present because that could not be stored at first', async () => {
  const { world, process, manager, fill } = withFullDisk(3, 'workspace_removed');
  await finished(world, process, manager.spawn(spawnCommand()));
  fill();
  await finished(
    world,
    process,
    manager.kill(SHOP_1, { removeWorktree: true }).catch(() => undefined),
  );
  await world.clock.advance(10 * 60_000);
  expect(world.stores.sessions.get(SHOP_1)).toMatchObject({ phase: 'ended', workspace: { state: 'removed' } });
  expect(whatIsBroken(world)).toEqual([]);
});

test('a worktree that was fetched back is not left unexplained because that could not be stored at first', async () => {
  const { world, process, manager, fill } = withFullDisk(2, 'workspace_ready');
  await finished(world, process, manager.spawn(spawnCommand()));
  await finished(world, process, manager.kill(SHOP_1, { removeWorktree: true }));
  expect(world.stores.sessions.get(SHOP_1)?.workspace.state).toBe('removed');
  fill();
  await expect(finished(world, process, manager.undoCleanup(SHOP_1))).rejects.toMatchObject({ code: 'DISK_FULL' });
  await world.clock.advance(10 * 60_000);
  expect(world.stores.sessions.get(SHOP_1)?.workspace.state).toBe('present');
  expect(whatIsBroken(world)).toEqual([]);
});
