import type { ProjectId } from '@ao/domain';
import { createSimulatedWorld } from '@ao/testing';
import { expect, test } from 'vitest';
import { bootManager, finished, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';

test('a session is not started in a project that was removed while everything was checked', async () => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const process = bootManager(world);
  world.faults.inject('workspace.preflight', { type: 'slow', delayMs: 5_000 });
  const spawning = process.manager.spawn(spawnCommand());
  spawning.catch(() => undefined);
  await world.clock.advance(1_000);
  world.stores.projects.archive('shop' as ProjectId, world.clock.now());
  await expect(finished(world, process, spawning)).rejects.toMatchObject({ code: 'PROJECT_NOT_FOUND' });
  expect(world.stores.sessions.list()).toEqual([]);
  expect(whatIsBroken(world)).toEqual([]);
});
