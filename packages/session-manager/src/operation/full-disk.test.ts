import { AoError, type SessionId } from '@ao/domain';
import { createLifecycle, type Lifecycle } from '@ao/lifecycle';
import { createSimulatedWorld } from '@ao/testing';
import { expect, test } from 'vitest';
import { finished, managerOptions, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';
import { createSessionManager } from '../create-session-manager.ts';

const SHOP_1 = 'shop-1' as SessionId;

/** A daemon whose disk is full when the end of a session is to be stored, `times` times. */
function withFullDisk(times: number) {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const process = world.boot();
  const options = managerOptions(process);
  const lifecycle = createLifecycle({ stores: process.stores, clock: process.clock });
  let left = 0;
  const observe: Lifecycle['observe'] = (id, observation) => {
    if (observation.type === 'ended' && left > 0) {
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
