import type { SessionId } from '@ao/domain';
import { createSimulatedWorld } from '@ao/testing';
import { expect, test } from 'vitest';
import { bootManager, finished, spawnCommand } from '../../test/manager-on-world.ts';

const SHOP_1 = 'shop-1' as SessionId;
const signal = new AbortController().signal;

test.each([
  ['fails', { type: 'fail', error: new Error('EIO') }],
  ['never comes', { type: 'hang_deaf' }],
] as const)('when the answer which boot this is %s, sessions are looked after all the same', async (_how, fault) => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const first = bootManager(world);
  await finished(world, first, first.manager.spawn(spawnCommand()));
  first.life.crash();
  const next = bootManager(world);
  world.faults.inject('machine.bootId', fault);
  expect(await finished(world, next, next.manager.reconcile(signal))).toMatchObject({ adopted: 1, unresolved: 0 });
  expect(world.stores.sessions.get(SHOP_1)?.phase).toBe('live');
});

test('after a restart of the machine no session is taken for alive', async () => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const first = bootManager(world);
  await finished(world, first, first.manager.spawn(spawnCommand()));
  first.life.crash();
  world.reboot();
  const next = bootManager(world);
  expect(await finished(world, next, next.manager.reconcile(signal))).toMatchObject({ adopted: 0, ended: 1 });
  expect(world.stores.sessions.get(SHOP_1)).toMatchObject({ phase: 'ended', exit: { evidence: 'boot_changed' } });
});
