import { AoError, type SessionId } from '@ao/domain';
import { ANY_WRITE, createSimulatedWorld, type SimulatedWorld, type WorldFault } from '@ao/testing';
import { bootManager, finished, limitedTo, type ManagedProcess, spawnCommand } from './manager-on-world.ts';

/** One thing that happens, with numbers that choose which session, fault or point is meant. */
export interface Happening {
  readonly what: (typeof HAPPENINGS)[number];
  readonly which: number;
  readonly point: number;
}

/** What can happen to sessions, their machine and the daemon. */
export const HAPPENINGS = [
  'spawn',
  'kill',
  'kill and remove',
  'restore',
  'clean up',
  'undo clean-up',
  'work',
  'commit',
  'agent ends',
  'reboot',
  'crash',
  'fault',
  'disk full',
  'disk has space',
  'time passes',
  'clock jumps',
  'answer differs',
  'sweep',
  'reconcile',
  'wait',
] as const;

const CALLS = [
  'machine.bootId',
  'agent.check',
  'agent.plan',
  'agent.resume',
  'folders.create',
  'folders.exists',
  'folders.remove',
  'runtime.check',
  'runtime.create',
  'runtime.destroy',
  'runtime.forget',
  'runtime.list',
  'runtime.probe',
  'spool.discard',
  'spool.prepare',
  'workspace.branch',
  'workspace.create',
  'workspace.discard',
  'workspace.plan',
  'workspace.preflight',
  'workspace.remove',
  'workspace.restore',
  'workspace.save',
  'workspace.setup',
] as const;

const FAULTS: readonly WorldFault[] = [
  { type: 'fail', error: new AoError('RUNTIME_UNAVAILABLE') },
  { type: 'fail_after', error: new AoError('GIT_FAILED') },
  { type: 'hang' },
  { type: 'hang_deaf' },
  { type: 'slow', delayMs: 3_000 },
  { type: 'late', delayMs: 20 * 60_000 },
];

const LOOK_EVERY_MS = 30_000;

const signal = new AbortController().signal;

/** What the last daemon of a life is. */
export interface LifeOptions {
  readonly maxRunning: number | null;
  /**
   * - `new_daemon`: a daemon that has seen nothing of it puts things in order
   * - `same_daemon`: the daemon that was there in the end does, by trying again; each looks after sessions as soon as it starts, and at
   *   their terminals from then on
   */
  readonly putInOrderBy: 'new_daemon' | 'same_daemon';
}

/** Lives through everything that happens, then lets things be put in order, and answers the world. */
export async function live(happenings: readonly Happening[], options: LifeOptions): Promise<SimulatedWorld> {
  const { maxRunning, putInOrderBy } = options;
  const world = createSimulatedWorld();
  world.addProject('shop', { postCreate: ['make'] });
  const limits = limitedTo(maxRunning);
  let process = bootManager(world, limits);
  let underWay: Promise<unknown>[] = [];
  let pieces = 0;

  const begin = (work: () => Promise<unknown>) => void underWay.push(work().catch(() => undefined));
  const settle = async () => {
    await world.run(process, Promise.all(underWay));
    underWay = [];
  };
  const reboot = () => {
    process.life.crash();
    underWay = [];
    process = bootManager(world, limits);
    if (putInOrderBy === 'same_daemon') void lookAfterSessions(process);
  };
  const pick = (which: number): SessionId => {
    const sessions = world.stores.sessions.list();
    return sessions[which % Math.max(1, sessions.length)]?.id ?? ('shop-1' as SessionId);
  };

  if (putInOrderBy === 'same_daemon') await lookAfterSessions(process);
  begin(() => process.manager.spawn(spawnCommand()));
  begin(() => process.manager.spawn(spawnCommand()));
  await settle();
  for (const { what, which, point } of happenings) {
    const id = pick(which);
    const { manager } = process;
    switch (what) {
      case 'spawn':
        begin(() =>
          manager.spawn(
            spawnCommand({
              prompt: `Task ${which}`,
              branch: which % 5 === 0 ? `feature-${which}` : null,
              agent: which % 4 === 0 ? 'forgetful' : null,
            }),
          ),
        );
        break;
      case 'kill':
      case 'kill and remove':
        begin(() => manager.kill(id, { removeWorktree: what === 'kill and remove' }));
        break;
      case 'restore':
        begin(() => manager.restore(id));
        break;
      case 'clean up':
        begin(() => manager.cleanup({ projectId: null, sessionIds: null, execute: true, save: which % 2 === 0 }));
        break;
      case 'undo clean-up':
        begin(() => manager.undoCleanup(id));
        break;
      case 'work':
        if (world.terminalsOf(id).some(({ exit }) => exit === null) && world.worktreeOf(id) !== null) world.doWork(id, `piece ${pieces++}`);
        break;
      case 'commit':
        world.commitWork(id);
        break;
      case 'agent ends':
        world.exitAgent(id, which % 3);
        break;
      case 'reboot':
        world.reboot();
        reboot();
        break;
      case 'crash':
        process.life.crashAtPoint(1 + point);
        await settle();
        reboot();
        if (which % 2 === 0) begin(() => process.manager.reconcile(signal));
        break;
      case 'fault': {
        const fault = FAULTS[which % FAULTS.length];
        if (fault !== undefined) world.faults.inject(CALLS[point % CALLS.length] ?? '', fault);
        break;
      }
      case 'disk full':
        // For some writes, or for all of them until somebody makes room.
        world.faults.inject(
          ANY_WRITE,
          { type: 'fail', error: new AoError('DISK_FULL') },
          { times: point % 2 === 0 ? 1 + (point % 7) : 500, skip: which % 4 },
        );
        break;
      case 'disk has space':
        world.faults.heal();
        break;
      case 'time passes':
        await world.clock.advance(point * 1_000);
        break;
      case 'clock jumps':
        // By up to ten days, forwards or backwards, as a time server or a flat battery makes it.
        world.clock.jumpWallClock((point - 30) * 8 * 60 * 60_000);
        break;
      case 'answer differs':
        world.agent.promptInCommand = which % 2 === 0;
        world.agent.expectsSignals = which % 3 === 0;
        world.setupFile = which % 4 === 0 ? `file ${point % 3}` : null;
        break;
      case 'sweep':
        begin(() => manager.closeStrayTerminals(signal));
        break;
      case 'reconcile':
        begin(() => manager.reconcile(signal));
        break;
      case 'wait':
        await settle();
        break;
    }
    await world.clock.advance(which % 2);
    if (process.life.crashed) reboot();
  }
  world.faults.heal();
  await settle();
  // Calls that answer late have answered after this.
  await world.clock.advance(60 * 60_000);
  if (putInOrderBy === 'new_daemon') await putInOrder(world, { process, limits });
  else {
    // As every few minutes.
    begin(() => process.manager.closeStrayTerminals(signal));
    await settle();
  }
  return world;
}

/** As a daemon does when it starts: what could not be looked after is looked after again. Resolves when it was; terminals are watched from then on. */
async function lookAfterSessions(process: ManagedProcess): Promise<void> {
  const { manager, life } = process;
  for (;;) {
    try {
      await manager.reconcile(signal);
      void watchTerminals(process);
      return;
    } catch {
      await life.clock.sleep(LOOK_EVERY_MS);
    }
  }
}

/** As the observer of runtimes does beside the manager. A look that never comes back holds up no other. */
async function watchTerminals({ life, stores, runtimes, lifecycle }: ManagedProcess): Promise<void> {
  for (;;) {
    for (const { id, runtime, launch } of stores.sessions.list({ phases: ['live'] })) {
      const handle = launch?.handle ?? null;
      const look = async () => {
        const [probe] = handle === null ? [] : ((await runtimes.get(runtime)?.probe([handle])) ?? []);
        if (handle !== null && probe !== undefined) lifecycle.observe(id, { type: 'runtime_probe', at: life.clock.now(), handle, probe });
      };
      look().catch(() => undefined);
    }
    await life.clock.sleep(LOOK_EVERY_MS);
  }
}

async function putInOrder(
  world: SimulatedWorld,
  { process, limits }: { readonly process: ManagedProcess; readonly limits: Parameters<typeof bootManager>[1] },
): Promise<void> {
  process.life.crash();
  const last = bootManager(world, limits);
  await finished(world, last, last.manager.reconcile(signal));
  await world.clock.advance(5 * 60_000);
}
