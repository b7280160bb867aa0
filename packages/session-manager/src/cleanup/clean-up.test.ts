import { AoError, type ProjectId, type SessionId } from '@ao/domain';
import { ANY_WRITE, createSimulatedWorld } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { bootManager, finished, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';
import type { CleanupCommand } from '../session-commands.ts';

const [clean, dirty, live] = ['shop-1', 'shop-2', 'shop-3'] as SessionId[] as [SessionId, SessionId, SessionId];

/** Three sessions: one ended and clean, one ended with work, one that runs. */
async function setUp() {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const process = bootManager(world);
  const { manager } = process;
  for (let count = 0; count < 3; count += 1) await finished(world, process, manager.spawn(spawnCommand()));
  world.doWork(dirty, 'cart.ts');
  for (const id of [clean, dirty]) await finished(world, process, manager.kill(id, { removeWorktree: false }));
  const cleanUp = (changes: Partial<CleanupCommand> = {}) =>
    finished(world, process, manager.cleanup({ projectId: null, sessionIds: null, execute: true, save: false, ...changes }));
  return { world, process, cleanUp };
}

describe('a clean-up', () => {
  test('planned only, says what would be done and does nothing', async () => {
    const { world, cleanUp } = await setUp();
    const outcomes = await cleanUp({ execute: false });
    expect(outcomes.map(({ sessionId, plan, result }) => [sessionId, plan.action, result])).toEqual([
      [clean, 'remove', null],
      [dirty, 'save', null],
    ]);
    expect(world.state.worktrees.size).toBe(3);
  });

  test('removes what is safe and gives a reason for everything it keeps', async () => {
    const { world, cleanUp } = await setUp();
    const outcomes = await cleanUp();
    expect(outcomes.map(({ result }) => result)).toEqual([
      { removed: true, rescueRef: null, reason: 'clean' },
      { removed: false, rescueRef: null, reason: '1 uncommitted files; remove it with --save, which keeps a rescue copy' },
    ]);
    expect(world.stores.sessions.get(clean)?.workspace.state).toBe('removed');
    expect(world.worktreeOf(dirty)).not.toBeNull();
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('with save removes worktrees with work too, after saving it', async () => {
    const { world, cleanUp } = await setUp();
    await cleanUp({ save: true });
    expect(world.stores.sessions.get(dirty)?.workspace).toMatchObject({ state: 'rescued', rescueRef: 'refs/ao/rescue/shop-2/1' });
    expect(world.state.worktrees.size).toBe(1);
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('never touches a live session, even when it is named', async () => {
    const { world, cleanUp } = await setUp();
    const [outcome] = await cleanUp({ sessionIds: [live], save: true });
    expect(outcome?.plan.reason).toBe('the session is still running; end it first with `ao session kill shop-3`');
    expect(outcome?.result).toMatchObject({ removed: false });
    expect(world.worktreeOf(live)).not.toBeNull();
  });

  test('does not remove what was changed after the plan was made', async () => {
    const { world, process } = await setUp();
    world.faults.inject('workspace.save', { type: 'slow', delayMs: 1_000 });
    world.faults.inject('workspace.plan', { type: 'slow', delayMs: 1_000 });
    const cleaning = process.manager.cleanup({ projectId: null, sessionIds: [clean], execute: true, save: false });
    await world.clock.advance(1_000);
    world.doWork(clean, 'just typed');
    await finished(world, process, cleaning);
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('leaves a session alone that was restored after the plan was made', async () => {
    const { world, process } = await setUp();
    world.faults.inject('workspace.plan', { type: 'slow', delayMs: 20_000 });
    const cleaning = process.manager.cleanup({ projectId: null, sessionIds: [clean], execute: true, save: true });
    await world.clock.advance(1_000);
    await finished(world, process, process.manager.restore(clean));
    const [outcome] = await finished(world, process, cleaning);
    expect(outcome?.result).toMatchObject({ removed: false, reason: 'shop-1 was restored meanwhile; nothing was removed.' });
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('that was given up keeps the session from being restored until it has come to its end', async () => {
    const { world, process, cleanUp } = await setUp();
    world.faults.inject('workspace.remove', { type: 'late', delayMs: 15 * 60_000 });
    const [outcome] = await cleanUp({ sessionIds: [clean] });
    expect(outcome?.result).toMatchObject({ removed: false, reason: expect.stringContaining('took too long') });
    await expect(process.manager.restore(clean)).rejects.toMatchObject({ code: 'SESSION_BUSY' });
    await world.clock.advance(10 * 60_000);
    expect(world.stores.sessions.get(clean)?.workspace.state).toBe('removed');
    expect((await finished(world, process, process.manager.restore(clean))).session.phase).toBe('live');
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('that was given up, and comes to its end after a second one has saved the work, does not make that forgotten', async () => {
    const { world, process } = await setUp();
    world.faults.inject('workspace.save', { type: 'late', delayMs: 15 * 60_000 });
    const cleaning = process.manager.cleanup({ projectId: null, sessionIds: [dirty], execute: true, save: true });
    await world.clock.advance(1_000);
    // That it was given up cannot be stored, so it is carried out once more.
    world.faults.inject(ANY_WRITE, { type: 'fail', error: new AoError('DISK_FULL') });
    await finished(world, process, cleaning);
    await world.clock.advance(60_000);
    expect(world.worktreeOf(dirty)).toBeNull();
    await world.clock.advance(10 * 60_000);
    expect(world.stores.sessions.get(dirty)?.workspace).toMatchObject({ state: 'rescued', rescueRef: 'refs/ao/rescue/shop-2/1' });
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('keeps to one project, and knows sessions of removed projects', async () => {
    const { world, cleanUp } = await setUp();
    expect(await cleanUp({ projectId: 'blog' as ProjectId })).toEqual([]);
    world.stores.projects.archive('shop' as ProjectId, 1);
    expect(await cleanUp({ projectId: 'shop' as ProjectId })).toHaveLength(2);
  });

  test('goes on with the others when one cannot be looked at', async () => {
    const { world, cleanUp } = await setUp();
    world.faults.inject('workspace.plan', { type: 'fail', error: new AoError('GIT_FAILED', { message: 'git is broken.' }) });
    const outcomes = await cleanUp({ save: true });
    expect(outcomes.map(({ result }) => [result?.removed, result?.reason])).toEqual([
      [false, 'it could not be looked at: git is broken.'],
      [true, '1 uncommitted files'],
    ]);
  });

  test('notes a worktree that somebody else has removed', async () => {
    const { world, cleanUp } = await setUp();
    world.state.worktrees.delete('/home/.ao/worktrees/shop/shop-1');
    await cleanUp({ sessionIds: [clean] });
    expect(world.stores.sessions.get(clean)?.workspace.state).toBe('removed');
  });

  test('of an unknown session is an error', async () => {
    const { cleanUp } = await setUp();
    await expect(cleanUp({ sessionIds: ['shop-9' as SessionId] })).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' });
  });
});

describe('undoing a clean-up', () => {
  test('brings the worktree back with the work that was in it', async () => {
    const { world, process, cleanUp } = await setUp();
    await cleanUp({ save: true });
    const { session, path } = await finished(world, process, process.manager.undoCleanup(dirty));
    expect(path).toBe('/home/.ao/worktrees/shop/shop-2');
    expect(session.workspace).toMatchObject({ state: 'present', rescueRef: null });
    expect(world.worktreeOf(dirty)?.uncommitted).toEqual(new Set(['cart.ts']));
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('is refused when nothing was removed', async () => {
    const { process } = await setUp();
    await expect(process.manager.undoCleanup(dirty)).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
    await expect(process.manager.undoCleanup(live)).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
  });
});
