import type { SessionId } from '@ao/domain';
import { createSimulatedWorld, type SimulatedWorld } from '@ao/testing';
import { finished, type ManagedProcess, spawnCommand } from './manager-on-world.ts';

/** A command that is interrupted, and what the world is like before it. */
export interface CrashScenario {
  readonly name: string;
  /** How many sessions may run. Default: no limit. */
  readonly maxRunning?: number;
  /** Brings the world into the state before the command. */
  readonly arrange?: (world: SimulatedWorld, process: ManagedProcess) => Promise<void>;
  readonly act: (process: ManagedProcess, world: SimulatedWorld) => Promise<unknown>;
  /** What must hold after the recovery, beside the invariants. Answers what does not. */
  readonly check?: (world: SimulatedWorld) => readonly string[];
}

/** The session all scenarios are about. */
export const SHOP_1 = 'shop-1' as SessionId;

const SHOP_2 = 'shop-2' as SessionId;

/** Worlds in which a kill was stored before the crash, if there was one. */
const askedToEnd = new WeakSet<SimulatedWorld>();

const everything = { projectId: null, sessionIds: null, execute: true, save: true };

/** A machine with one project whose worktrees need a set-up. */
export function createShop(): SimulatedWorld {
  const world = createSimulatedWorld();
  world.addProject('shop', { postCreate: ['make'], copy: ['.env'] });
  return world;
}

async function spawnOne(world: SimulatedWorld, process: ManagedProcess): Promise<void> {
  await finished(world, process, process.manager.spawn(spawnCommand()));
  world.doWork(SHOP_1, 'cart.ts');
}

async function spawnAndKill(world: SimulatedWorld, process: ManagedProcess): Promise<void> {
  await spawnOne(world, process);
  await finished(world, process, process.manager.kill(SHOP_1, { removeWorktree: false }));
}

async function spawnAndCleanUp(world: SimulatedWorld, process: ManagedProcess): Promise<void> {
  await spawnAndKill(world, process);
  await finished(world, process, process.manager.cleanup(everything));
}

async function spawnAndCommit(world: SimulatedWorld, process: ManagedProcess): Promise<void> {
  await spawnOne(world, process);
  world.commitWork(SHOP_1);
}

/** One session runs, and another one waits for its place. */
async function spawnTwoForOnePlace(world: SimulatedWorld, process: ManagedProcess): Promise<void> {
  await finished(world, process, process.manager.reconcile(new AbortController().signal));
  await finished(world, process, process.manager.spawn(spawnCommand()));
  await finished(world, process, process.manager.spawn(spawnCommand({ prompt: 'Fix the other test' })));
}

/** The place goes from the first to the second: that one runs as soon as the other one does not, and neither sooner nor never. */
function placeWasHandedOver(world: SimulatedWorld): readonly string[] {
  const [first, second] = [SHOP_1, SHOP_2].map((id) => world.stores.sessions.get(id)?.phase);
  // It had its turn, and could not be started.
  const wasTried = world.stores.sessions.get(SHOP_2)?.end?.reason === 'spawn_failed';
  const isRight = (first === 'ended' && (second === 'live' || wasTried)) || (first === 'live' && second === 'queued');
  return isRight ? [] : [`the first is ${first}, the second ${second}`];
}

function endedAs(world: SimulatedWorld, ...reasons: readonly string[]): readonly string[] {
  const session = world.stores.sessions.get(SHOP_1);
  const is = session === null || session.phase === 'live' ? 'live' : (session.end?.reason ?? 'nothing');
  return reasons.includes(is) ? [] : [`the session is ${is}, not ${reasons.join(' or ')}`];
}

function promptGivenAtMostOnce(world: SimulatedWorld): readonly string[] {
  const given = [...world.state.conversations.values()].flat();
  return new Set(given).size === given.length ? [] : [`of ${given.length} prompts only ${new Set(given).size} are different`];
}

/** Every command of several steps, in every state that makes a difference. */
export const CRASH_SCENARIOS: readonly CrashScenario[] = [
  {
    name: 'spawn',
    act: ({ manager }) => manager.spawn(spawnCommand()),
    check: (world) => (world.stores.sessions.list().length === 0 ? [] : endedAs(world, 'live', 'spawn_failed')),
  },
  {
    name: 'spawn whose prompt is sent later',
    arrange: async (world) => void (world.agent.promptInCommand = false),
    act: ({ manager }) => manager.spawn(spawnCommand()),
    check(world) {
      const messages = world.stores.messages.listForSession(SHOP_1, 10);
      const isLive = world.stores.sessions.get(SHOP_1)?.phase === 'live';
      return messages.length === (isLive ? 1 : 0) ? [] : [`there are ${messages.length} first prompts`];
    },
  },
  {
    name: 'spawn on a branch that exists',
    async arrange(world) {
      world.state.repositories.get('/repositories/shop')?.branches.set('feature', new Set());
    },
    act: ({ manager }) => manager.spawn(spawnCommand({ branch: 'feature' })),
    check: (world) => (world.state.repositories.get('/repositories/shop')?.branches.has('feature') ? [] : ['the branch is gone']),
  },
  {
    name: 'spawn that is killed',
    async act({ manager, life }, world) {
      const spawning = manager.spawn(spawnCommand()).catch(() => undefined);
      for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
      const wasStarting = world.stores.sessions.get(SHOP_1)?.phase === 'starting';
      const killing = manager.kill(SHOP_1, { removeWorktree: true });
      if (wasStarting && !life.crashed) askedToEnd.add(world);
      await Promise.all([spawning, killing]);
    },
    check: (world) => (askedToEnd.has(world) ? endedAs(world, 'killed') : []),
  },
  {
    name: 'kill',
    arrange: spawnOne,
    act: ({ manager }) => manager.kill(SHOP_1, { removeWorktree: false }),
    check: (world) => endedAs(world, 'live', 'killed'),
  },
  {
    name: 'kill that removes the worktree',
    arrange: spawnAndCommit,
    act: ({ manager }) => manager.kill(SHOP_1, { removeWorktree: true }),
  },
  {
    name: 'kill that would remove a dirty worktree',
    arrange: spawnOne,
    act: ({ manager }) => manager.kill(SHOP_1, { removeWorktree: true }),
  },
  {
    name: 'restore',
    arrange: spawnAndKill,
    act: ({ manager }) => manager.restore(SHOP_1),
    check: (world) => [...endedAs(world, 'live', 'killed'), ...promptGivenAtMostOnce(world)],
  },
  {
    name: 'restore after the agent ended by itself',
    async arrange(world, process) {
      await spawnOne(world, process);
      world.exitAgent(SHOP_1, 3);
      await finished(world, process, process.manager.reconcile(new AbortController().signal));
    },
    act: ({ manager }) => manager.restore(SHOP_1),
    check: (world) => endedAs(world, 'live', 'exited'),
  },
  {
    name: 'restore after a clean-up',
    arrange: spawnAndCleanUp,
    act: ({ manager }) => manager.restore(SHOP_1),
    check: promptGivenAtMostOnce,
  },
  { name: 'clean-up that saves', arrange: spawnAndKill, act: ({ manager }) => manager.cleanup(everything) },
  {
    name: 'clean-up of a clean worktree',
    async arrange(world, process) {
      await spawnAndCommit(world, process);
      await finished(world, process, process.manager.kill(SHOP_1, { removeWorktree: false }));
    },
    act: ({ manager }) => manager.cleanup({ ...everything, save: false }),
  },
  { name: 'undone clean-up', arrange: spawnAndCleanUp, act: ({ manager }) => manager.undoCleanup(SHOP_1) },
  {
    name: 'spawn that has to wait',
    maxRunning: 1,
    arrange: spawnOne,
    act: ({ manager }) => manager.spawn(spawnCommand()),
    check: (world) => (world.stores.sessions.get(SHOP_2) === null ? [] : placeWasHandedOver(world)),
  },
  {
    name: 'kill that makes room for another session',
    maxRunning: 1,
    arrange: spawnTwoForOnePlace,
    async act({ manager, clock }) {
      await manager.kill(SHOP_1, { removeWorktree: false });
      await clock.sleep(10_000);
    },
    check: (world) => [...placeWasHandedOver(world), ...promptGivenAtMostOnce(world)],
  },
  {
    name: 'start in turn whose set-up leaves files',
    maxRunning: 1,
    async arrange(world, process) {
      world.setupFile = 'package-lock.json';
      await spawnTwoForOnePlace(world, process);
    },
    async act({ manager, clock }) {
      await manager.kill(SHOP_1, { removeWorktree: false });
      await clock.sleep(10_000);
    },
    check: placeWasHandedOver,
  },
  {
    name: 'kill of a session that waits',
    maxRunning: 1,
    arrange: spawnTwoForOnePlace,
    act: ({ manager }) => manager.kill(SHOP_2, { removeWorktree: true }),
  },
  {
    name: 'restore that has to wait',
    maxRunning: 1,
    async arrange(world, process) {
      await spawnTwoForOnePlace(world, process);
      await finished(world, process, process.manager.kill(SHOP_1, { removeWorktree: false }));
      await world.clock.advance(10_000);
    },
    async act({ manager, clock }) {
      await manager.restore(SHOP_1);
      await manager.kill(SHOP_2, { removeWorktree: false });
      await clock.sleep(10_000);
    },
    check(world) {
      const [first, second] = [SHOP_1, SHOP_2].map((id) => world.stores.sessions.get(id)?.phase);
      return first === 'queued' && second !== 'live' ? ['the restore still waits'] : [];
    },
  },
];
