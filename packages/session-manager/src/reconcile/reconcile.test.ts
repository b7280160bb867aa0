import { AoError, type SessionId } from '@ao/domain';
import { createRecordingLogger, createSimulatedWorld } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { bootManager, finished, spawnCommand, whatIsBroken } from '../../test/manager-on-world.ts';
import type { ReconcileReport } from '../session-commands.ts';
import { createTerminalSweep } from './terminal-sweep.ts';

const signal = new AbortController().signal;
const down = new AoError('RUNTIME_UNAVAILABLE', { message: 'It is away.' });

/** A machine with running sessions whose daemon has just died. */
async function afterCrash(sessions: number) {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const first = bootManager(world);
  for (let count = 0; count < sessions; count += 1) await finished(world, first, first.manager.spawn(spawnCommand()));
  first.life.crash();
  const process = bootManager(world);
  const reconcile = (onProgress?: (report: ReconcileReport) => void) =>
    finished(world, process, process.manager.reconcile(signal, onProgress));
  return { world, process, reconcile };
}

const id = (number: number) => `shop-${number}` as SessionId;

describe('after a start', () => {
  test('agents that run go on untouched', async () => {
    const { world, reconcile } = await afterCrash(3);
    const before = world.stores.sessions.list();
    expect(await reconcile()).toMatchObject({ adopted: 3, ended: 0, unresolved: 0, strayTerminals: 0 });
    expect(world.stores.sessions.list().map(({ launch }) => launch?.id)).toEqual(before.map(({ launch }) => launch?.id));
    expect(world.state.terminals.size).toBe(3);
  });

  test('agents that ended meanwhile are ended, with their exit code', async () => {
    const { world, reconcile } = await afterCrash(2);
    world.exitAgent(id(1), 3);
    expect(await reconcile()).toMatchObject({ adopted: 1, ended: 1 });
    expect(world.stores.sessions.get(id(1))).toMatchObject({ phase: 'ended', end: { reason: 'exited' }, exit: { code: 3 } });
  });

  test('after a reboot every session is known to be lost at once', async () => {
    const { world, reconcile } = await afterCrash(5);
    world.reboot();
    expect(await reconcile()).toMatchObject({ adopted: 0, ended: 5 });
    expect(new Set(world.stores.sessions.list().map(({ end }) => end?.reason))).toEqual(new Set(['lost']));
  });

  test('after a reboot that took the runtime’s notes with it, the boot itself is the evidence', async () => {
    const { world } = await afterCrash(5);
    world.reboot();
    world.state.terminals.clear();
    const process = bootManager(world, { bootId: () => Promise.resolve(world.state.bootId) });
    expect(await finished(world, process, process.manager.reconcile(signal))).toMatchObject({ ended: 5, unresolved: 0 });
    expect(world.stores.sessions.get(id(1))?.exit?.evidence).toBe('boot_changed');
  });

  test('a runtime that does not answer ends nothing', async () => {
    const { world, reconcile } = await afterCrash(2);
    world.faults.inject('runtime.probe', { type: 'hang' });
    expect(await reconcile()).toMatchObject({ adopted: 0, ended: 0, unresolved: 2 });
    expect(world.stores.sessions.list().map(({ phase }) => phase)).toEqual(['live', 'live']);
  });

  test('a wave of vanished terminals is not believed; a single one is', async () => {
    const wave = await afterCrash(5);
    for (const number of [1, 2, 3]) wave.world.state.terminals.delete(wave.world.terminalsOf(id(number))[0]?.handle as never);
    expect(await wave.reconcile()).toMatchObject({ adopted: 2, ended: 0, unresolved: 3 });

    const single = await afterCrash(5);
    single.world.state.terminals.delete(single.world.terminalsOf(id(1))[0]?.handle as never);
    expect(await single.reconcile()).toMatchObject({ adopted: 4, ended: 1 });
  });

  test('terminals nobody knows are closed and forgotten', async () => {
    const { world, process, reconcile } = await afterCrash(1);
    const runtime = process.runtimes.get('other');
    const stray = { sessionId: id(7), launchId: 'l-x' as never, argv: ['/bin/x'], cwd: '/', env: {}, size: { columns: 80, rows: 24 } };
    await runtime?.create(stray);
    expect(await reconcile()).toMatchObject({ adopted: 1, strayTerminals: 1 });
    expect(world.state.terminals.size).toBe(1);
  });

  test('a terminal that survived the kill of its session is closed; the output of the others stays readable', async () => {
    const { world, process, reconcile } = await afterCrash(2);
    for (const number of [1, 2]) await finished(world, process, process.manager.kill(id(number), { removeWorktree: false }));
    const [survivor] = world.terminalsOf(id(1));
    if (survivor !== undefined) survivor.exit = null;
    expect(await reconcile()).toMatchObject({ strayTerminals: 1 });
    expect(survivor?.exit).not.toBeNull();
    expect(world.state.terminals.size).toBe(2);
  });

  test('worktrees that have vanished are told of, and nothing is concluded', async () => {
    const { world, reconcile } = await afterCrash(2);
    world.state.worktrees.delete('/home/.ao/worktrees/shop/shop-2');
    expect((await reconcile()).missingWorktrees).toEqual([id(2)]);
    expect(world.stores.sessions.get(id(2))?.workspace.state).toBe('present');
  });

  test('an operation that cannot be settled yet is settled as soon as the runtime answers again', async () => {
    const world = createSimulatedWorld();
    world.addProject('shop');
    const first = bootManager(world);
    world.faults.inject('runtime.create', { type: 'slow', delayMs: 5_000 });
    void first.manager.spawn(spawnCommand());
    while (first.life.points.at(-1) !== 'before runtime.create') await world.clock.advance(1);
    first.life.crash();
    const second = bootManager(world);
    world.faults.inject('runtime.probe', { type: 'fail', error: down }, { times: 2 });
    expect(await finished(world, second, second.manager.reconcile(signal))).toMatchObject({ unresolved: 1 });
    await world.clock.advance(60_000);
    expect(world.stores.operations.listOpen()).toEqual([]);
    expect(whatIsBroken(world)).toEqual([]);
  });

  test('a session that no operation leads anywhere is ended', async () => {
    const { world, reconcile } = await afterCrash(1);
    world.stores.sessions.updateFacts(id(1), (facts) => ({ ...facts, phase: 'stopping', phaseDeadlineAt: 1 }));
    expect(await reconcile()).toMatchObject({ finished: 1 });
    expect(world.stores.sessions.get(id(1))?.end?.reason).toBe('killed');
  });

  test('fifty sessions are adopted with a handful of questions, in no time', async () => {
    const { world, process, reconcile } = await afterCrash(50);
    const reports: ReconcileReport[] = [];
    const startedAt = performance.now();
    const before = world.clock.now();
    expect(await reconcile((report) => reports.push(report))).toMatchObject({ adopted: 50 });
    expect(process.life.points.filter((point) => point === 'before runtime.probe')).toHaveLength(3);
    expect(world.clock.now() - before).toBeLessThan(1_000);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(reports[0]).toMatchObject({ adopted: 50, strayTerminals: 0 });
  });

  test('doing it again changes nothing', async () => {
    const { world, reconcile } = await afterCrash(3);
    await reconcile();
    const newest = world.stores.changeLog.bounds().newest;
    await reconcile();
    expect(world.stores.changeLog.bounds().newest).toBe(newest);
  });
});

describe('before a stop', () => {
  test('operations under way are waited for, and new ones are refused', async () => {
    const world = createSimulatedWorld();
    world.addProject('shop');
    const process = bootManager(world);
    world.faults.inject('runtime.create', { type: 'slow', delayMs: 3_000 });
    const spawning = process.manager.spawn(spawnCommand());
    await world.clock.advance(500);
    expect(process.manager.operationsUnderWay()).toBe(1);
    await finished(world, process, process.manager.drain(signal));
    expect(world.stores.operations.listOpen()).toEqual([]);
    await expect(process.manager.spawn(spawnCommand())).rejects.toMatchObject({ code: 'DAEMON_STOPPING' });
    expect((await spawning).session.phase).toBe('live');
  });

  test('waiting ends when the patience does', async () => {
    const world = createSimulatedWorld();
    world.addProject('shop');
    const process = bootManager(world);
    world.faults.inject('runtime.create', { type: 'hang_deaf' });
    void process.manager.spawn(spawnCommand()).catch(() => undefined);
    await world.clock.advance(500);
    const patience = new AbortController();
    const draining = process.manager.drain(patience.signal);
    patience.abort();
    expect(await finished(world, process, draining)).toBeUndefined();
    expect(process.manager.operationsUnderWay()).toBe(1);
  });
});

describe('a stop during the look at old sessions', () => {
  test('does not wait for a runtime that hangs', async () => {
    const { world, process } = await afterCrash(2);
    const abort = new AbortController();
    world.faults.inject('runtime.probe', { type: 'hang_deaf' });
    const looking = process.manager.reconcile(abort.signal);
    const before = world.clock.now();
    await world.clock.advance(10);
    abort.abort();
    await finished(world, process, looking);
    expect(world.clock.now() - before).toBeLessThan(1_000);
    expect(world.stores.sessions.list({ phases: ['live'] })).toHaveLength(2);
  });
});

test('the sweep closes a terminal that came to be when nobody waited for it any more', async () => {
  const { world, process } = await afterCrash(1);
  const abort = new AbortController();
  const sweep = createTerminalSweep({ manager: process.manager, clock: process.clock, logger: createRecordingLogger() });
  const sweeping = sweep.run(abort.signal);
  const stray = { sessionId: id(7), launchId: 'l-x' as never, argv: ['/bin/x'], cwd: '/', env: {}, size: { columns: 80, rows: 24 } };
  await process.runtimes.get('simulated')?.create(stray);
  await world.clock.advance(6 * 60_000);
  expect([...world.state.terminals.values()].map(({ sessionId }) => sessionId)).toEqual([id(1)]);
  world.faults.inject('runtime.list', { type: 'fail', error: down });
  await world.clock.advance(6 * 60_000);
  abort.abort();
  expect(await finished(world, process, sweeping)).toBeUndefined();
});
