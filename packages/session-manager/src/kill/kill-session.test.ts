import { AoError, type SessionId } from '@ao/domain';
import { createSimulatedWorld } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { bootManager, finished, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';

const id = 'shop-1' as SessionId;

async function setUp() {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const process = bootManager(world);
  await finished(world, process, process.manager.spawn(spawnCommand()));
  const kill = (removeWorktree = false) => finished(world, process, process.manager.kill(id, { removeWorktree }));
  return { world, process, kill };
}

describe('a kill', () => {
  test('ends the agent and keeps the worktree, and counts what is uncommitted in it', async () => {
    const { world, kill } = await setUp();
    world.doWork(id, 'cart.ts');
    expect(await kill()).toMatchObject({ session: { phase: 'ended', end: { reason: 'killed' } }, worktreeRemoved: false, dirtyFiles: 1 });
    expect(world.worktreeOf(id)).not.toBeNull();
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('removes the worktree when asked to, if nothing is lost by that', async () => {
    const { world, kill } = await setUp();
    expect(await kill(true)).toMatchObject({ worktreeRemoved: true, session: { workspace: { state: 'removed' } } });
    expect(world.worktreeOf(id)).toBeNull();
  });

  test('keeps a dirty worktree even when asked to remove it, and says why', async () => {
    const { world, kill } = await setUp();
    world.doWork(id, 'cart.ts');
    const outcome = await kill(true);
    expect(outcome).toMatchObject({ worktreeRemoved: false, dirtyFiles: 1, session: { phase: 'ended' } });
    expect(outcome.notices).toEqual(['The worktree is kept (1 uncommitted files): /home/.ao/worktrees/shop/shop-1']);
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('of a session that has ended is success, and can still remove the worktree', async () => {
    const { kill } = await setUp();
    await kill();
    expect(await kill()).toMatchObject({ session: { end: { reason: 'killed' } }, worktreeRemoved: false });
    expect(await kill(true)).toMatchObject({ worktreeRemoved: true });
    expect(await kill(true)).toMatchObject({ worktreeRemoved: false });
  });

  test('of an unknown session is an error', async () => {
    const { process } = await setUp();
    await expect(process.manager.kill('shop-9' as SessionId, { removeWorktree: false })).rejects.toMatchObject({
      code: 'SESSION_NOT_FOUND',
    });
  });

  test('works when the terminal has vanished', async () => {
    const { world, kill } = await setUp();
    world.state.terminals.clear();
    expect(await kill()).toMatchObject({ session: { phase: 'ended' }, notices: [] });
  });

  test('works when the worktree has vanished', async () => {
    const { world, kill } = await setUp();
    world.state.worktrees.clear();
    expect(await kill(true)).toMatchObject({ session: { phase: 'ended', workspace: { state: 'removed' } }, worktreeRemoved: false });
  });

  test('ends the session even when the runtime does not answer, and the terminal as soon as it does', async () => {
    const { world, process, kill } = await setUp();
    world.faults.inject(
      'runtime.destroy',
      { type: 'fail', error: new AoError('RUNTIME_UNAVAILABLE', { message: 'It is away.' }) },
      { times: 3 },
    );
    const outcome = await kill(true);
    expect(outcome).toMatchObject({ session: { phase: 'ended', end: { reason: 'killed' } }, worktreeRemoved: false });
    expect(outcome.notices[0]).toBe('It is away. The terminal of shop-1 is closed as soon as that is possible.');
    await expect(process.manager.restore(id)).rejects.toMatchObject({ code: 'SESSION_BUSY' });
    await world.clock.advance(5 * 60_000);
    expect(whatIsBroken(world)).toEqual([]);
    expect(world.worktreeOf(id)).toBeNull();
  });

  test('may be repeated while the runtime is away', async () => {
    const { world, kill } = await setUp();
    world.faults.inject('runtime.destroy', { type: 'hang' }, { times: 4 });
    await kill();
    expect(await kill()).toMatchObject({ session: { phase: 'ended' } });
    await world.clock.advance(10 * 60_000);
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('twice at once is one kill', async () => {
    const { world, process } = await setUp();
    const both = Promise.all([1, 2].map(() => process.manager.kill(id, { removeWorktree: false })));
    expect(await finished(world, process, both)).toMatchObject([{ session: { phase: 'ended' } }, { session: { phase: 'ended' } }]);
  });

  test('shows itself as stopping, with a deadline, while it is under way', async () => {
    const { world, process } = await setUp();
    world.faults.inject('runtime.destroy', { type: 'slow', delayMs: 5_000 });
    const killing = process.manager.kill(id, { removeWorktree: false });
    await world.clock.advance(1_000);
    const session = world.stores.sessions.get(id);
    expect(session?.phase).toBe('stopping');
    expect(session?.phaseDeadlineAt).toBeGreaterThan(world.clock.now());
    await expect(process.manager.restore(id)).rejects.toMatchObject({ code: 'SESSION_NOT_ENDED' });
    await finished(world, process, killing);
  });
});

describe('a kill of a session that is starting', () => {
  test.each(['workspace.create', 'folders.create', 'agent.plan', 'runtime.create'])(
    'while %s is under way cancels and undoes the spawn',
    async (call) => {
      const world = createSimulatedWorld();
      world.addProject('shop');
      const process = bootManager(world);
      world.faults.inject(call, { type: 'slow', delayMs: 20_000 });
      const spawning = process.manager.spawn(spawnCommand()).catch((thrown: unknown) => thrown);
      await world.clock.advance(1_000);
      const { session } = await finished(world, process, process.manager.kill(id, { removeWorktree: false }));
      expect(session).toMatchObject({ phase: 'ended', end: { reason: 'killed', message: 'Ended while it was starting.' } });
      expect(await spawning).toMatchObject({ code: 'SESSION_ENDED' });
      expect(whatIsBroken(world)).toEqual([]);
      expect(world.state.worktrees.size + world.state.terminals.size).toBe(0);
    },
  );

  test('that a dead daemon left behind undoes it at once, without waiting for reconciliation', async () => {
    const world = createSimulatedWorld();
    world.addProject('shop');
    const first = bootManager(world);
    world.faults.inject('runtime.create', { type: 'slow', delayMs: 20_000 });
    void first.manager.spawn(spawnCommand());
    while (first.life.points.at(-1) !== 'before runtime.create') await world.clock.advance(1);
    first.life.crash();
    const second = bootManager(world);
    const { session } = await finished(world, second, second.manager.kill(id, { removeWorktree: false }));
    expect(session.end?.reason).toBe('killed');
    expect(whatIsBroken(world)).toEqual([]);
  });
});
