import type { SessionId } from '@ao/domain';
import { createSimulatedWorld } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { bootManager, finished, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';

const id = 'shop-1' as SessionId;

async function setUp() {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const process = bootManager(world);
  await finished(world, process, process.manager.spawn(spawnCommand()));
  return { world, process };
}

describe('a session whose pull request was merged', () => {
  test('ends with that reason, and keeps its worktree', async () => {
    const { world, process } = await setUp();
    const killing = process.manager.kill(id, { removeWorktree: false, reason: 'merged' });
    expect(await finished(world, process, killing)).toMatchObject({ session: { phase: 'ended', end: { reason: 'merged' } } });
    expect(world.worktreeOf(id)).not.toBeNull();
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('keeps that reason when it is ended once more', async () => {
    const { world, process } = await setUp();
    await finished(world, process, process.manager.kill(id, { removeWorktree: false, reason: 'merged' }));
    const again = await finished(world, process, process.manager.kill(id, { removeWorktree: false }));
    expect(again.session.end?.reason).toBe('merged');
  });

  test('ends with that reason also when the daemon crashes in the middle', async () => {
    const { world, process } = await setUp();
    world.faults.inject('runtime.destroy', { type: 'slow', delayMs: 5_000 });
    void process.manager.kill(id, { removeWorktree: false, reason: 'merged' }).catch(() => undefined);
    await world.clock.advance(1_000);
    process.life.crash();
    const next = bootManager(world);
    await finished(world, next, next.manager.reconcile(new AbortController().signal));
    expect(world.stores.sessions.get(id)).toMatchObject({ phase: 'ended', end: { reason: 'merged' } });
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('ends with that reason also when its terminal does not answer', async () => {
    const { world, process } = await setUp();
    world.faults.inject('runtime.destroy', { type: 'hang' }, { times: 4 });
    const killing = process.manager.kill(id, { removeWorktree: false, reason: 'merged' });
    expect(await finished(world, process, killing)).toMatchObject({ session: { phase: 'ended', end: { reason: 'merged' } } });
  });
});
