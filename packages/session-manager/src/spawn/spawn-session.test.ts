import { AoError } from '@ao/domain';
import type { SpawnCommand } from '../session-commands.ts';
import { createSimulatedWorld, type SimulatedWorld } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { bootManager, finished, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';

function setUp(config: Parameters<SimulatedWorld['addProject']>[1] = {}) {
  const world = createSimulatedWorld();
  world.addProject('shop', config);
  const process = bootManager(world);
  const spawn = (changes: Partial<SpawnCommand> = {}) => finished(world, process, process.manager.spawn(spawnCommand(changes)));
  return { world, process, spawn };
}

/** Everything that could have been written or made. */
function traces(world: SimulatedWorld) {
  const { state, stores } = world;
  return {
    rows: stores.sessions.list().length,
    operations: stores.operations.listOpen().length,
    machine: [state.terminals.size, state.worktrees.size, state.privateDirectories.size, state.spools.size],
  };
}

describe('a spawn', () => {
  test('makes a worktree, starts the agent in it, and hands the prompt over', async () => {
    const { world, process, spawn } = setUp();
    const { session, notices } = await spawn();
    expect(notices).toEqual([]);
    expect(session).toMatchObject({ id: 'shop-1', phase: 'live', agent: 'simulated', permissionMode: 'default' });
    expect(session.workspace).toMatchObject({ state: 'present', branch: 'ao/shop-1/fix-the-flaky-test' });
    expect(session.launch).toMatchObject({ attempt: 1, state: 'starting', expectsSignals: true });
    expect(session.agentSessionId).toMatch(/^conversation-/);
    expect(world.terminalsOf(session.id)).toMatchObject([{ cwd: session.workspace.path, exit: null }]);
    expect([...world.state.conversations.values()]).toEqual([['Fix the flaky test']]);
    expect(process.manager.operationsUnderWay()).toBe(0);
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('gives the agent its own environment', async () => {
    const { world, spawn } = setUp({ env: { DATABASE: 'test', AO_HOME: '/evil' } });
    const { session } = await spawn({ issueId: '#12' });
    const [terminal] = world.terminalsOf(session.id);
    expect(terminal?.env).toEqual({
      AO_BRANCH: 'ao/shop-1/fix-the-flaky-test',
      AO_HOME: '/home/.ao',
      AO_ISSUE_ID: '#12',
      AO_LAUNCH_ID: session.launch?.id,
      AO_PROJECT_ID: 'shop',
      AO_REPOSITORY_PATH: '/repositories/shop',
      AO_SESSION_ID: 'shop-1',
      AO_SPOOL: `/home/.ao/sessions/shop-1/spool/${session.launch?.id}`,
      AO_TOKEN: 'token-of-shop-1',
      AO_URL: 'http://127.0.0.1:3001',
      AO_WORKTREE_PATH: '/home/.ao/worktrees/shop/shop-1',
      COLORTERM: 'truecolor',
      DATABASE: 'test',
      HOME: '/home',
      LANG: 'en_US.UTF-8',
      PATH: '/opt/ao/bin:/usr/bin',
      SIMULATED_AGENT: 'simulated',
      TERM: 'xterm-256color',
    });
  });

  test('keeps the first prompt with a receipt: on the command line it counts as submitted', async () => {
    const { world, process, spawn } = setUp();
    const { session } = await spawn();
    const [message] = world.stores.messages.listForSession(session.id, 10);
    expect(message).toMatchObject({ state: 'submitted', delivery: 'launch', launchId: session.launch?.id, isFirstPrompt: true });
    expect(process.messenger.woken).toEqual([]);
  });

  test('queues the first prompt when the agent does not take it on its command line', async () => {
    const { world, process, spawn } = setUp();
    world.agent.promptInCommand = false;
    const { session } = await spawn();
    expect(world.stores.messages.listForSession(session.id, 10)).toMatchObject([{ state: 'queued', isFirstPrompt: true }]);
    expect(process.messenger.woken).toEqual(['shop-1']);
  });

  test('without a prompt sends nothing, and works on a branch called work', async () => {
    const { world, spawn } = setUp();
    const { session } = await spawn({ prompt: null });
    expect(session.workspace.branch).toBe('ao/shop-1/work');
    expect(world.stores.messages.listForSession(session.id, 10)).toEqual([]);
  });

  test('takes agent, runtime, mode and model from the command, then the project, then the default', async () => {
    const { spawn } = setUp({ agent: 'forgetful', runtime: 'other', permissionMode: 'plan', model: 'large' });
    const byProject = await spawn();
    expect(byProject.session).toMatchObject({ agent: 'forgetful', runtime: 'other', permissionMode: 'plan', model: 'large' });
    const byCommand = await spawn({ agent: 'simulated', runtime: 'simulated', permissionMode: 'bypass-permissions' });
    expect(byCommand.session).toMatchObject({
      agent: 'simulated',
      runtime: 'simulated',
      permissionMode: 'bypass-permissions',
      model: null,
    });
  });

  test('tells an orchestrator how to coordinate, and workers whom to ask', async () => {
    const prompts: (string | null)[] = [];
    const world = createSimulatedWorld();
    world.addProject('shop');
    const process = bootManager(world);
    const agent = process.agents.get('simulated');
    if (agent === undefined) throw new Error('no agent');
    const listening = bootManager(world, {
      agents: new Map([
        ['simulated', { ...agent, planLaunch: (request) => (prompts.push(request.systemPrompt), agent.planLaunch(request)) }],
      ]),
    });
    await finished(world, listening, listening.manager.spawn(spawnCommand()));
    await finished(world, listening, listening.manager.spawn(spawnCommand({ kind: 'orchestrator' })));
    await finished(world, listening, listening.manager.spawn(spawnCommand()));
    expect(prompts[0]).toContain('ao report');
    expect(prompts[1]).toContain('ao spawn --project shop');
    expect(prompts[2]).toContain('shop-2, which coordinates');
  });

  test('goes on when the set-up of the worktree fails, and says so', async () => {
    const { world, spawn } = setUp({ postCreate: ['make'] });
    world.setupResult = { ok: false, message: 'make ended with exit code 2.', notices: [] };
    const { session, notices } = await spawn();
    expect(session).toMatchObject({ phase: 'live', workspace: { setup: 'failed', setupMessage: 'make ended with exit code 2.' } });
    expect(notices).toEqual([
      'The set-up of the worktree failed: make ended with exit code 2. The agent was started all the same. Log: /home/.ao/logs/setup-shop-1.log',
    ]);
  });
});

describe('a spawn that cannot work', () => {
  test.each([
    [{ projectId: 'nowhere' as SpawnCommand['projectId'] }, 'PROJECT_NOT_FOUND', 'no project "nowhere"'],
    [{ agent: 'chatty' }, 'UNKNOWN_AGENT', 'simulated, forgetful'],
    [{ runtime: 'cloud' }, 'UNKNOWN_RUNTIME', 'simulated, other'],
    [{ permissionMode: 'auto' as const }, 'PERMISSION_MODE_UNSUPPORTED', 'default, plan, bypass-permissions'],
    [{ base: 'v9' }, 'BASE_NOT_FOUND', 'git rev-parse'],
    [{ branch: 'a b' }, 'INVALID_BRANCH_NAME', '--branch'],
  ])('%j is refused before anything is written', async (changes, code, text) => {
    const { world, spawn } = setUp();
    const error = await spawn(changes).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code });
    expect((error as AoError).message).toContain(text);
    expect((error as AoError).message).toMatch(/nothing was created/i);
    expect(traces(world)).toEqual({ rows: 0, operations: 0, machine: [0, 0, 0, 0] });
  });

  test('passes on what the agent needs first', async () => {
    const { world, spawn } = setUp();
    world.agent.check = {
      level: 'failed',
      summary: 'Codex is installed (0.169.0) but not logged in',
      path: '/bin/codex',
      version: '0.169.0',
      remedy: 'Run `codex login`, then try again',
      code: 'AGENT_NOT_LOGGED_IN',
    };
    await expect(spawn()).rejects.toMatchObject({
      code: 'AGENT_NOT_LOGGED_IN',
      message: 'Codex is installed (0.169.0) but not logged in. Run `codex login`, then try again. Nothing was created.',
    });
    expect(traces(world).rows).toBe(0);
  });

  test('refuses an archived project like one that never was', async () => {
    const { world, spawn } = setUp();
    world.stores.projects.archive('shop' as SpawnCommand['projectId'], 1);
    await expect(spawn()).rejects.toMatchObject({ code: 'PROJECT_NOT_FOUND' });
  });

  test('stops without a trace when the caller goes away during the checks', async () => {
    const { world, process } = setUp();
    const abort = new AbortController();
    world.faults.inject('agent.check', { type: 'hang' });
    const spawning = process.manager.spawn(spawnCommand(), abort.signal);
    abort.abort(new Error('the client has gone'));
    await expect(finished(world, process, spawning)).rejects.toThrow('the client has gone');
    expect(traces(world).rows).toBe(0);
  });

  test('goes on when the caller goes away later', async () => {
    const { world, process } = setUp();
    const abort = new AbortController();
    const spawning = process.manager.spawn(spawnCommand(), abort.signal);
    world.faults.inject('runtime.create', { type: 'slow', delayMs: 30_000 });
    await world.clock.advance(1000);
    abort.abort(new Error('the client has gone'));
    expect((await finished(world, process, spawning)).session.phase).toBe('live');
  });

  test('leaves the session as ended with the reason, and nothing else, when the terminal cannot be made', async () => {
    const { world, spawn } = setUp();
    world.faults.inject('runtime.create', { type: 'fail', error: new AoError('RUNTIME_CREATE_FAILED', { message: 'No more terminals.' }) });
    await expect(spawn()).rejects.toMatchObject({
      code: 'RUNTIME_CREATE_FAILED',
      message: 'No more terminals. shop-1 was not started; nothing was left behind.',
      details: { sessionId: 'shop-1' },
    });
    expect(world.stores.sessions.list()).toMatchObject([
      { id: 'shop-1', phase: 'ended', end: { reason: 'spawn_failed', message: 'No more terminals.' } },
    ]);
    expect(traces(world)).toEqual({ rows: 1, operations: 0, machine: [0, 0, 0, 0] });
  });

  test('a hanging git is given up, undone, and does not keep the number from being used up', async () => {
    const { world, spawn } = setUp();
    world.faults.inject('workspace.create', { type: 'hang' });
    await expect(spawn()).rejects.toMatchObject({ code: 'GIT_TIMEOUT' });
    expect((await spawn()).session.id).toBe('shop-2');
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('keeps a worktree that git wants kept, says so, and leaves it to a clean-up', async () => {
    const { world, process, spawn } = setUp();
    world.faults.inject('runtime.create', { type: 'fail', error: new AoError('RUNTIME_CREATE_FAILED', { message: 'No more terminals.' }) });
    world.state.keepReason = 'a rebase is in progress';
    await expect(spawn()).rejects.toMatchObject({ code: 'RUNTIME_CREATE_FAILED' });
    const [session] = world.stores.sessions.list();
    expect(session).toMatchObject({ phase: 'ended', workspace: { state: 'present' } });
    expect(session?.end?.message).toBe('No more terminals. Its worktree is kept: a rebase is in progress.');
    expect(world.stores.operations.listOpen()).toEqual([]);
    world.state.keepReason = null;
    await finished(world, process, process.manager.cleanup({ projectId: null, sessionIds: null, execute: true, save: false }));
    expect(world.state.worktrees.size).toBe(0);
  });

  test('does not remove what was at the place of the worktree before', async () => {
    const { world, spawn } = setUp();
    const foreign = { path: '/home/.ao/worktrees/shop/shop-1', repositoryPath: '/repositories/shop', branch: 'mine' };
    world.state.worktrees.set(foreign.path, { ...foreign, sessionId: 'other-9' as never, uncommitted: new Set(['precious']) });
    world.faults.inject('workspace.preflight', { type: 'fail_after', error: new AoError('GIT_FAILED') });
    await expect(spawn()).rejects.toMatchObject({ code: expect.stringMatching(/WORKTREE_PATH_TAKEN|GIT_FAILED/) });
    await expect(spawn()).rejects.toMatchObject({ code: 'WORKTREE_PATH_TAKEN' });
    expect(world.state.worktrees.get(foreign.path)?.uncommitted).toEqual(new Set(['precious']));
  });
});
