import { AoError, type ProjectId, type SessionId } from '@ao/domain';
import type { MemoryReading } from '@ao/ports';
import { createSimulatedWorld, type SimulatedWorld } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { bootManager, finished, limitedTo, type ManagedProcess, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';
import type { SpawnCommand } from '../session-commands.ts';
import type { SessionManagerOptions } from '../session-manager-options.ts';

const signal = new AbortController().signal;
const id = (text: string) => text as SessionId;

async function machine(limits: Partial<SessionManagerOptions> = limitedTo(2)) {
  const world = createSimulatedWorld();
  world.addProject('shop');
  world.addProject('blog', { maxRunning: 1 });
  const process = await start(world, limits);
  return { world, process, ...actions(world, process) };
}

async function start(world: SimulatedWorld, limits: Partial<SessionManagerOptions> = limitedTo(2)): Promise<ManagedProcess> {
  const process = bootManager(world, limits);
  await finished(world, process, process.manager.reconcile(signal));
  return process;
}

function actions(world: SimulatedWorld, process: ManagedProcess) {
  const { manager } = process;
  return {
    spawn: (projectId = 'shop', changes: Partial<SpawnCommand> = {}) =>
      finished(world, process, manager.spawn(spawnCommand({ projectId: projectId as ProjectId, ...changes }))),
    kill: async (session: string) => {
      await finished(world, process, manager.kill(id(session), { removeWorktree: false }));
      await settle(world, process);
    },
    settle: () => settle(world, process),
    phases: () => Object.fromEntries(world.stores.sessions.list().map((session) => [session.id, session.phase])),
    places: () => Object.fromEntries([...manager.queuePlaces()].map(([session, place]) => [session, `${place.position} ${place.heldBy}`])),
  };
}

async function settle(world: SimulatedWorld, { manager }: ManagedProcess): Promise<void> {
  do await world.clock.advance(250);
  while (manager.operationsUnderWay() > 0);
}

describe('over the limit of the machine', () => {
  test('a spawn is answered at once with a session that waits, and nothing is made for it', async () => {
    const { world, spawn, process, places } = await machine();
    await spawn();
    await spawn();
    const { session } = await spawn();
    expect(session).toMatchObject({ id: 'shop-3', phase: 'queued', launch: null, workspace: { state: 'absent' } });
    expect(world.terminalsOf(session.id)).toEqual([]);
    expect(places()).toEqual({ 'shop-3': '1 machine_limit' });
    expect(process.manager.queuePlaces().get(session.id)?.text).toBe('2 of 2 sessions run (AO_MAX_RUNNING).');
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('the next one starts as soon as a session has ended, in the order they came', async () => {
    const { world, spawn, kill, phases } = await machine();
    for (let count = 0; count < 4; count += 1) await spawn();
    await kill('shop-1');
    expect(phases()).toEqual({ 'shop-1': 'ended', 'shop-2': 'live', 'shop-3': 'live', 'shop-4': 'queued' });
    await kill('shop-3');
    expect(phases()).toMatchObject({ 'shop-4': 'live' });
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('also when an agent ended by itself, or a start failed', async () => {
    const { world, spawn, phases, process, settle: wait } = await machine();
    for (let count = 0; count < 3; count += 1) await spawn();
    world.faults.inject('runtime.create', { type: 'fail', error: new AoError('RUNTIME_CREATE_FAILED') });
    world.exitAgent(id('shop-1'), 0);
    await finished(world, process, process.manager.reconcile(signal));
    await spawn();
    await wait();
    expect(phases()).toEqual({ 'shop-1': 'ended', 'shop-2': 'live', 'shop-3': 'ended', 'shop-4': 'live' });
    expect(world.stores.sessions.get(id('shop-3'))?.end).toMatchObject({ reason: 'spawn_failed' });
  });

  test('a spawn that must not wait is refused, and nothing is created', async () => {
    const { world, spawn } = await machine(limitedTo(1));
    await spawn();
    await expect(spawn('shop', { queue: false })).rejects.toMatchObject({ code: 'SESSION_LIMIT_REACHED', kind: 'too_many' });
    expect(world.stores.sessions.list()).toHaveLength(1);
  });

  test('one that waits can be killed: it leaves the queue, and has never been started', async () => {
    const { world, spawn, kill, phases, places } = await machine(limitedTo(1));
    for (let count = 0; count < 3; count += 1) await spawn();
    await kill('shop-2');
    expect(world.stores.sessions.get(id('shop-2'))?.end).toMatchObject({ reason: 'killed', message: expect.stringContaining('queue') });
    expect(places()).toEqual({ 'shop-3': '1 machine_limit' });
    await kill('shop-1');
    expect(phases()).toEqual({ 'shop-1': 'ended', 'shop-2': 'ended', 'shop-3': 'live' });
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('whoever has gone to sleep in the queue is started as it was asked for', async () => {
    const { world, spawn, kill } = await machine(limitedTo(1));
    await spawn();
    await spawn('shop', { displayName: 'the second', branch: 'feature', model: 'large', permissionMode: 'plan', prompt: 'Do that' });
    await kill('shop-1');
    expect(world.stores.sessions.get(id('shop-2'))).toMatchObject({
      phase: 'live',
      displayName: 'the second',
      model: 'large',
      permissionMode: 'plan',
      workspace: { branch: 'feature' },
    });
  });

  test('what can be known before is checked again when its turn comes', async () => {
    const { world, spawn, kill, phases } = await machine(limitedTo(1));
    for (let count = 0; count < 3; count += 1) await spawn();
    world.stores.projects.archive('shop' as ProjectId, world.clock.now());
    await kill('shop-1');
    expect(world.stores.sessions.get(id('shop-2'))?.end).toMatchObject({
      reason: 'spawn_failed',
      message: expect.stringContaining('shop'),
    });
    expect(phases()).toMatchObject({ 'shop-3': 'ended' });
    expect(whatIsBroken(world)).toEqual([]);
  });
});

describe('over the limit of a project', () => {
  test('its sessions wait, and those of others go past', async () => {
    const { spawn, kill, phases, places } = await machine();
    await spawn('blog');
    await spawn('blog');
    await spawn('shop');
    expect(phases()).toEqual({ 'blog-1': 'live', 'blog-2': 'queued', 'shop-1': 'live' });
    await spawn('shop');
    expect(places()).toEqual({ 'blog-2': '1 project_limit', 'shop-2': '1 machine_limit' });
    await kill('blog-1');
    expect(phases()).toMatchObject({ 'blog-2': 'live', 'shop-2': 'queued' });
  });

  test('they start when the limit is raised', async () => {
    const { world, process, spawn, settle: wait, phases } = await machine();
    await spawn('blog');
    await spawn('blog');
    world.stores.projects.setConfig('blog' as ProjectId, { maxRunning: 2 });
    process.manager.limitsChanged();
    await wait();
    expect(phases()).toEqual({ 'blog-1': 'live', 'blog-2': 'live' });
  });
});

describe('with too little memory', () => {
  const MIB = 1024 ** 2;

  test('sessions wait, and the first one starts when there is enough again', async () => {
    let reading: MemoryReading | null = { availableBytes: 300 * MIB, totalBytes: 8192 * MIB };
    const memory = { memory: { read: async () => reading }, minFreeMemory: { bytes: 512 * MIB, percent: 5 } };
    const { world, process, spawn, phases } = await machine(limitedTo(null, memory));
    await spawn();
    await spawn();
    expect(process.manager.queuePlaces().get(id('shop-1'))).toMatchObject({
      position: 1,
      heldBy: 'memory',
      text: '300 MiB of memory are available, 410 MiB are kept free (AO_MIN_FREE_MEMORY).',
    });
    reading = { availableBytes: 500 * MIB, totalBytes: 8192 * MIB };
    await world.clock.advance(6_000);
    expect(phases()).toEqual({ 'shop-1': 'live', 'shop-2': 'queued' });
    // What the first one needs is seen after a while.
    await world.clock.advance(40_000);
    expect(phases()).toEqual({ 'shop-1': 'live', 'shop-2': 'live' });
    expect(world.clock.pendingTimers()).toBe(0);
  });

  test('nobody waits when the system does not tell', async () => {
    const memory = { memory: { read: async () => null }, minFreeMemory: { bytes: 512 * MIB, percent: null } };
    const { spawn } = await machine(limitedTo(null, memory));
    expect((await spawn()).session.phase).toBe('live');
  });
});

describe('a restore', () => {
  test('waits like a spawn, and is the session it was when its turn comes', async () => {
    const { world, process, spawn, kill, phases } = await machine(limitedTo(1));
    await spawn();
    world.doWork(id('shop-1'), 'cart.ts');
    await kill('shop-1');
    await spawn();
    const outcome = await finished(world, process, process.manager.restore(id('shop-1')));
    expect(outcome).toMatchObject({ session: { phase: 'queued', end: null }, resumed: false });
    expect(whatIsBroken(world)).toEqual([]);
    await kill('shop-2');
    expect(phases()).toEqual({ 'shop-1': 'live', 'shop-2': 'ended' });
    expect(world.stores.sessions.get(id('shop-1'))?.launch?.attempt).toBe(2);
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('that must not wait is refused, and the session stays ended as it was', async () => {
    const { world, process, spawn, kill } = await machine(limitedTo(1));
    await spawn();
    await kill('shop-1');
    await spawn();
    const before = world.stores.sessions.get(id('shop-1'));
    await expect(process.manager.restore(id('shop-1'), { queue: false })).rejects.toMatchObject({ code: 'SESSION_LIMIT_REACHED' });
    expect(world.stores.sessions.get(id('shop-1'))).toEqual(before);
  });

  test('that waits can be taken out of the queue; its worktree stays', async () => {
    const { world, process, spawn, kill } = await machine(limitedTo(1));
    await spawn();
    world.doWork(id('shop-1'), 'cart.ts');
    await kill('shop-1');
    await spawn();
    await finished(world, process, process.manager.restore(id('shop-1')));
    await kill('shop-1');
    expect(world.stores.sessions.get(id('shop-1'))).toMatchObject({
      phase: 'ended',
      end: { reason: 'killed' },
      workspace: { state: 'present' },
    });
    expect(whatIsBroken(world)).toEqual([]);
  });
});

describe('a new daemon', () => {
  test('goes on with the queue in the same order', async () => {
    const { world, process, spawn } = await machine(limitedTo(1));
    for (let count = 0; count < 3; count += 1) await spawn();
    process.life.crash();
    const next = await start(world, limitedTo(1));
    const { kill, phases, places } = actions(world, next);
    expect(places()).toEqual({ 'shop-2': '1 machine_limit', 'shop-3': '2 machine_limit' });
    await kill('shop-1');
    expect(phases()).toEqual({ 'shop-1': 'ended', 'shop-2': 'live', 'shop-3': 'queued' });
  });

  test('adopts what runs, also above its limit, and starts nobody else', async () => {
    const { world, process, spawn } = await machine(limitedTo(3));
    for (let count = 0; count < 4; count += 1) await spawn();
    process.life.crash();
    const { phases } = actions(world, await start(world, limitedTo(1)));
    expect(phases()).toEqual({ 'shop-1': 'live', 'shop-2': 'live', 'shop-3': 'live', 'shop-4': 'queued' });
  });

  test('gives no place before it knows who really runs', async () => {
    const { world, process, spawn } = await machine(limitedTo(1));
    await spawn();
    await spawn();
    world.reboot();
    process.life.crash();
    const next = bootManager(world, limitedTo(1));
    const { phases, places, settle: wait } = actions(world, next);
    await wait();
    expect(places()).toEqual({ 'shop-2': '1 machine_limit' });
    await finished(world, next, next.manager.reconcile(signal));
    await wait();
    expect(phases()).toEqual({ 'shop-1': 'ended', 'shop-2': 'live' });
  });

  test('puts a session whose start was cut off back at its place, but not for ever', async () => {
    const { world, process, spawn } = await machine(limitedTo(1));
    for (let count = 0; count < 3; count += 1) await spawn();
    world.exitAgent(id('shop-1'), 0);
    process.life.crash();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      world.faults.inject('workspace.create', { type: 'slow', delayMs: 60_000 });
      const dying = bootManager(world, limitedTo(1));
      void dying.manager.reconcile(signal);
      await world.clock.advance(5_000);
      expect(world.stores.sessions.get(id('shop-2'))?.phase).toBe('starting');
      dying.life.crash();
    }
    const last = await start(world, limitedTo(1));
    const { phases, settle: wait } = actions(world, last);
    await wait();
    expect(phases()).toEqual({ 'shop-1': 'ended', 'shop-2': 'ended', 'shop-3': 'live' });
    expect(world.stores.sessions.get(id('shop-2'))?.end).toMatchObject({ reason: 'spawn_failed' });
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('that stops gives no place any more', async () => {
    const { world, process, spawn, phases, settle: wait } = await machine(limitedTo(1));
    await spawn();
    await spawn();
    await process.manager.drain(AbortSignal.abort());
    world.exitAgent(id('shop-1'), 0);
    await finished(world, process, process.manager.reconcile(signal));
    await wait();
    expect(phases()).toEqual({ 'shop-1': 'ended', 'shop-2': 'queued' });
  });
});
