import type { SessionId } from '@ao/domain';
import { createSimulatedWorld } from '@ao/testing';
import { expect, test } from 'vitest';
import { bootManager, finished, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';

const signal = new AbortController().signal;
const SESSIONS = 9;
const LAST = `shop-${SESSIONS}` as SessionId;

test('a session that was brought back while many others are still being looked after is not ended by what was interrupted before', async () => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const first = bootManager(world);
  for (let count = 0; count < SESSIONS; count += 1) await finished(world, first, first.manager.spawn(spawnCommand()));
  // The daemon dies in the middle of ending all of them.
  world.faults.inject('runtime.destroy', { type: 'hang' }, { times: SESSIONS });
  for (const { id } of world.stores.sessions.list()) void first.manager.kill(id, { removeWorktree: false }).catch(() => undefined);
  await world.clock.advance(100);
  first.life.crash();
  world.faults.heal();
  expect(world.stores.operations.listOpen()).toHaveLength(SESSIONS);

  // The terminals of the first ones do not answer for a while; the last one waits for its turn.
  world.faults.inject('runtime.destroy', { type: 'hang' }, { times: SESSIONS - 1 });
  const next = bootManager(world);
  const looked = next.manager.reconcile(signal);
  await world.clock.advance(1_000);
  world.faults.heal();
  await finished(world, next, next.manager.kill(LAST, { removeWorktree: false }));
  await finished(world, next, next.manager.restore(LAST));
  expect(world.stores.sessions.get(LAST)?.phase).toBe('live');

  await finished(world, next, looked);
  await world.clock.advance(10 * 60_000);
  expect(world.stores.sessions.get(LAST)?.phase).toBe('live');
  expect(whatIsBroken(world)).toEqual([]);
});
