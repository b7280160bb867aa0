import { createSimulatedWorld } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { bootManager, finished, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';

function setUp() {
  const world = createSimulatedWorld();
  world.addProject('shop');
  return { world, process: bootManager(world) };
}

describe('a spawn', () => {
  test('makes a worktree, starts the agent in it, and hands the prompt over', async () => {
    const { world, process } = setUp();
    const { session, notices } = await finished(world, process, process.manager.spawn(spawnCommand()));
    expect(notices).toEqual([]);
    expect(session).toMatchObject({ id: 'shop-1', phase: 'live', agent: 'simulated', permissionMode: 'default' });
    expect(session.workspace).toMatchObject({ state: 'present', branch: 'ao/shop-1/fix-the-flaky-test' });
    expect(world.terminalsOf(session.id)).toMatchObject([{ cwd: session.workspace.path, exit: null }]);
    expect([...world.state.conversations.values()]).toEqual([['Fix the flaky test']]);
    expect(whatIsBroken(world)).toEqual([]);
  });
});
