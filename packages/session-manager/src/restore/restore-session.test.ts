import { AoError, type SessionId } from '@ao/domain';
import { createSimulatedWorld } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { bootManager, finished, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';

const id = 'shop-1' as SessionId;

async function setUp(options: { readonly agent?: string; readonly acknowledged?: boolean; readonly cleanedUp?: boolean } = {}) {
  const world = createSimulatedWorld();
  world.addProject('shop', { copy: ['.env'] });
  const process = bootManager(world);
  const { manager } = process;
  await finished(world, process, manager.spawn(spawnCommand({ agent: options.agent ?? null })));
  if (options.acknowledged ?? true) {
    const [message] = world.stores.messages.listForSession(id, 1);
    const receipt = { state: 'acknowledged', at: world.clock.now(), evidence: 'hook', screen: null } as const;
    if (message !== undefined) world.stores.messages.advance(message.id, ['submitted', 'queued'], { receipt });
  }
  world.doWork(id, 'cart.ts');
  await finished(world, process, manager.kill(id, { removeWorktree: false }));
  if (options.cleanedUp === true) {
    await finished(world, process, manager.cleanup({ projectId: null, sessionIds: null, execute: true, save: true }));
  }
  const restore = () => finished(world, process, manager.restore(id));
  const prompts = () => [...world.state.conversations.values()];
  return { world, process, restore, prompts };
}

describe('a restore', () => {
  test('continues the conversation in the same worktree, without repeating the prompt', async () => {
    const { world, restore, prompts } = await setUp();
    const { session, resumed, notices } = await restore();
    expect({ resumed, notices }).toEqual({ resumed: true, notices: [] });
    expect(session).toMatchObject({ phase: 'live', end: null, exit: null, launch: { attempt: 2, state: 'starting' } });
    expect(prompts()).toEqual([['Fix the flaky test']]);
    expect(world.terminalsOf(id)).toHaveLength(1);
    expect(world.worktreeOf(id)?.uncommitted).toEqual(new Set(['cart.ts']));
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('rebuilds a worktree that was cleaned up, with what was in it, and sets it up again', async () => {
    const { world, restore } = await setUp({ cleanedUp: true });
    expect(world.worktreeOf(id)).toBeNull();
    const { session } = await restore();
    expect(session.workspace).toMatchObject({ state: 'present', setup: 'done', rescueRef: null });
    expect(world.worktreeOf(id)?.uncommitted).toEqual(new Set(['cart.ts']));
  });

  test('starts afresh, and says so, when the conversation is not found', async () => {
    const { world, restore } = await setUp();
    world.state.conversations.clear();
    const { resumed, notices } = await restore();
    expect(resumed).toBe(false);
    expect(notices).toEqual([
      'The earlier conversation of shop-1 was not found: Simulated simulated was started afresh, without repeating the first prompt. Tell it how to go on with `ao send shop-1`.',
    ]);
    expect([...world.state.conversations.values()]).toEqual([[]]);
  });

  test('gives the first prompt again when the agent never took it', async () => {
    const { world, restore } = await setUp({ acknowledged: false });
    world.state.conversations.clear();
    const { notices } = await restore();
    expect(notices[0]).toContain('with the first prompt, which it had never taken');
    expect([...world.state.conversations.values()]).toEqual([['Fix the flaky test']]);
    expect(world.stores.messages.listForSession(id, 9).filter((message) => message.isFirstPrompt)).toHaveLength(2);
  });

  test('starts an agent that cannot resume afresh, and says so', async () => {
    const { restore, prompts } = await setUp({ agent: 'forgetful' });
    const { resumed, notices } = await restore();
    expect(resumed).toBe(false);
    expect(notices[0]).toContain('Simulated forgetful cannot continue a conversation');
    expect(prompts().flat()).toEqual(['Fix the flaky test']);
  });

  test('works for a session of a removed project', async () => {
    const { world, restore } = await setUp();
    world.stores.projects.archive('shop' as never, 1);
    expect((await restore()).session.phase).toBe('live');
  });

  test('closes an agent that was only thought dead before another one works in its worktree', async () => {
    const { world, process, restore } = await setUp();
    await restore();
    const [first] = world.terminalsOf(id);
    process.stores.sessions.updateFacts(id, (facts) => {
      const exit = { at: 1, code: null, signal: null, evidence: 'process_gone' } as const;
      const end = { at: 1, reason: 'lost', message: null } as const;
      return { ...facts, phase: 'ended', end, exit, activity: { ...facts.activity, state: 'exited' } };
    });
    await restore();
    expect(world.state.terminals.has(first?.handle as never)).toBe(false);
    expect(whatIsBroken(world)).toEqual([]);
  });
});

describe('a restore that cannot work', () => {
  test.each([
    ['of an unknown session', 'shop-9', 'SESSION_NOT_FOUND'],
    ['of a session that runs', 'shop-2', 'SESSION_NOT_ENDED'],
    ['of a session that never lived', 'shop-3', 'SESSION_NOT_RESTORABLE'],
  ])('%s is refused', async (_name, sessionId, code) => {
    const { world, process } = await setUp();
    await finished(world, process, process.manager.spawn(spawnCommand()));
    world.faults.inject('agent.plan', { type: 'fail', error: new AoError('AGENT_LAUNCH_FAILED') });
    await finished(
      world,
      process,
      process.manager.spawn(spawnCommand()).catch(() => undefined),
    );
    await expect(process.manager.restore(sessionId as SessionId)).rejects.toMatchObject({ code });
  });

  test('because the runtime fails leaves the session ended as it was', async () => {
    const { world, restore } = await setUp();
    const before = world.stores.sessions.get(id);
    world.faults.inject('runtime.create', { type: 'fail', error: new AoError('RUNTIME_CREATE_FAILED', { message: 'No more terminals.' }) });
    await expect(restore()).rejects.toMatchObject({
      code: 'RUNTIME_CREATE_FAILED',
      message: 'No more terminals. shop-1 was not restored; its worktree is as it was.',
    });
    expect(world.stores.sessions.get(id)).toEqual({ ...before, updatedAt: expect.any(Number) });
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('because nobody knows whether the old agent still runs starts no second one', async () => {
    const { world, restore } = await setUp();
    world.faults.inject('runtime.destroy', { type: 'hang' });
    await expect(restore()).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
    expect(world.terminalsOf(id).filter(({ exit }) => exit === null)).toEqual([]);
  });

  test('because the branch is gone says what is missing', async () => {
    const { world, restore } = await setUp();
    world.state.worktrees.clear();
    world.state.repositories.get('/repositories/shop')?.branches.delete('ao/shop-1/fix-the-flaky-test');
    await expect(restore()).rejects.toMatchObject({ code: 'RESTORE_TARGET_MISSING' });
  });

  test('killed in the middle is ended', async () => {
    const { world, process } = await setUp();
    world.faults.inject('runtime.create', { type: 'slow', delayMs: 20_000 });
    const restoring = process.manager.restore(id).catch((thrown: unknown) => thrown);
    await world.clock.advance(1_000);
    const { session } = await finished(world, process, process.manager.kill(id, { removeWorktree: false }));
    expect(session).toMatchObject({ phase: 'ended', end: { reason: 'killed' } });
    expect(await restoring).toMatchObject({ code: 'SESSION_ENDED' });
    expect(whatIsBroken(world)).toEqual([]);
  });
});
