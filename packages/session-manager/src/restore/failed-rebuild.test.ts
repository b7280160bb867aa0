import { AoError, type SessionId } from '@ao/domain';
import { createSimulatedWorld } from '@ao/testing';
import { expect, test } from 'vitest';
import { bootManager, finished, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';

const SHOP_1 = 'shop-1' as SessionId;

test.each([
  ['could not be looked at', 'folders.exists'],
  ['could not be completed', 'workspace.restore'],
])('a worktree that a failed rebuild has made, and that %s at first, is explained later', async (_what, call) => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const process = bootManager(world);
  await finished(world, process, process.manager.spawn(spawnCommand()));
  await finished(world, process, process.manager.kill(SHOP_1, { removeWorktree: true }));
  world.faults.inject('workspace.restore', { type: 'fail_after', error: new AoError('GIT_FAILED') });
  world.faults.inject(call, { type: 'fail', error: new AoError('GIT_FAILED') });
  await expect(finished(world, process, process.manager.undoCleanup(SHOP_1))).rejects.toMatchObject({ code: 'GIT_FAILED' });
  expect(world.worktreeOf(SHOP_1)).not.toBeNull();
  await world.clock.advance(5 * 60_000);
  expect(world.stores.sessions.get(SHOP_1)?.workspace.state).toBe('present');
  expect(whatIsBroken(world)).toEqual([]);
});

test('a rebuild that is refused is over, and is not tried again', async () => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const process = bootManager(world);
  await finished(world, process, process.manager.spawn(spawnCommand()));
  await finished(world, process, process.manager.kill(SHOP_1, { removeWorktree: true }));
  const refused = { type: 'fail', error: new AoError('WORKTREE_PATH_TAKEN') } as const;
  world.faults.inject('workspace.restore', refused, { times: 2 });
  await expect(finished(world, process, process.manager.undoCleanup(SHOP_1))).rejects.toMatchObject({ code: 'WORKTREE_PATH_TAKEN' });
  expect(world.stores.operations.listOpen()).toEqual([]);
});

test('a worktree whose rebuild was given up is not removed before that has come to its end', async () => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const process = bootManager(world);
  await finished(world, process, process.manager.spawn(spawnCommand()));
  await finished(world, process, process.manager.kill(SHOP_1, { removeWorktree: false }));
  world.faults.inject('workspace.restore', { type: 'fail', error: new AoError('GIT_FAILED') });
  world.faults.inject('workspace.restore', { type: 'late', delayMs: 20 * 60_000 });
  await expect(finished(world, process, process.manager.restore(SHOP_1))).rejects.toBeInstanceOf(AoError);
  const cleanUp = () => finished(world, process, process.manager.cleanup({ projectId: null, sessionIds: null, execute: true, save: true }));
  expect(await cleanUp()).toMatchObject([{ result: { removed: false, reason: expect.stringContaining('not come to an end yet') } }]);
  await world.clock.advance(20 * 60_000);
  expect(await cleanUp()).toMatchObject([{ result: { removed: true } }]);
  expect([world.worktreeOf(SHOP_1), ...whatIsBroken(world)]).toEqual([null]);
});
