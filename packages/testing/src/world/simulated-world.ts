import type { ProjectConfig, ProjectId, ProjectRecord, SessionId } from '@ao/domain';
import type { Stores, WorkspaceSetupResult } from '@ao/ports';
import { createInMemoryStores } from '../stores/in-memory-stores.ts';
import { createCountingIdentifiers } from '../system/counting-identifiers.ts';
import { createFakeClock, type FakeClock } from '../system/fake-clock.ts';
import { createProcessLife } from './process-life.ts';
import { createProcessStores } from './process-stores.ts';
import { createSimulatedAgent, type SimulatedAgentBehaviour, startSimulatedAgent, usualAgentBehaviour } from './simulated-agent.ts';
import { createSimulatedFolders, createSimulatedSpool } from './simulated-folders.ts';
import { createSimulatedMessenger } from './simulated-messenger.ts';
import type { SimulatedProcess } from './simulated-process.ts';
import { createSimulatedRuntime } from './simulated-runtime.ts';
import { createSimulatedWorkspace } from './simulated-workspace.ts';
import { createWorldFaults, type WorldFaults } from './world-faults.ts';
import { createWorldState, type SimulatedTerminal, type SimulatedWorktree, type WorldState } from './world-state.ts';

/**
 * A whole machine in memory: repositories, worktrees, terminals and agents that outlive the daemon, and stores that do too.
 * Every effect can be made to fail, hang, answer late, or be the last thing the daemon ever did.
 */
export interface SimulatedWorld {
  readonly clock: FakeClock;
  /** The stores themselves, for looking and for arranging; a daemon gets them through {@link SimulatedWorld.boot}. */
  readonly stores: Stores;
  readonly state: WorldState;
  readonly faults: WorldFaults;
  /** The behaviour of the agent `simulated`, which can resume; there is also `forgetful`, which cannot. */
  readonly agent: SimulatedAgentBehaviour;
  /** How set-ups of worktrees end from now on. */
  setupResult: WorkspaceSetupResult;
  /** A file that set-ups leave uncommitted from now on, and that must be kept like any work; null for none. */
  setupFile: string | null;
  /** Adds a repository with a branch `main`, and the project over it. */
  addProject(id: string, config?: ProjectConfig): ProjectRecord;
  /** Starts a daemon. The one before should have ended. */
  boot(): SimulatedProcess;
  /** The agent of a session changes a file. The piece of work must never get lost. */
  doWork(sessionId: SessionId, piece: string): void;
  /** The agent of a session commits everything it has done. */
  commitWork(sessionId: SessionId): void;
  /** The program in the newest terminal of a session ends by itself. */
  exitAgent(sessionId: SessionId, code: number): void;
  /** The machine is started anew: every program is gone, the rest is still there. */
  reboot(): void;
  terminalsOf(sessionId: SessionId): readonly SimulatedTerminal[];
  worktreeOf(sessionId: SessionId): SimulatedWorktree | null;
  /** Lets everything that is ready run, and time pass, until the promise is settled or the process has crashed. Throws after 30 simulated minutes. */
  run<Result>(process: SimulatedProcess, work: Promise<Result>): Promise<PromiseSettledResult<Result> | null>;
}

const STEP_MS = 250;
const LIMIT_MS = 30 * 60_000;

/** Makes a machine on which nothing has happened yet. */
export function createSimulatedWorld(options: { readonly startAt?: number } = {}): SimulatedWorld {
  const clock = createFakeClock(options.startAt);
  const stores = createInMemoryStores({ clock });
  const state = createWorldState();
  const faults = createWorldFaults();
  const identifiers = createCountingIdentifiers();
  const agent = usualAgentBehaviour();

  const terminalsOf = (sessionId: SessionId) => [...state.terminals.values()].filter((terminal) => terminal.sessionId === sessionId);
  const worktreeOf = (sessionId: SessionId) => [...state.worktrees.values()].find((worktree) => worktree.sessionId === sessionId) ?? null;

  let setUps = 0;

  function setUp(worktreePath: string): WorkspaceSetupResult {
    const worktree = state.worktrees.get(worktreePath);
    setUps += 1;
    if (world.setupFile !== null && worktree !== undefined) world.doWork(worktree.sessionId, `${world.setupFile} of set-up ${setUps}`);
    return world.setupResult;
  }

  const world: SimulatedWorld = {
    clock,
    stores,
    state,
    faults,
    agent,
    setupResult: { ok: true, message: null, notices: [] },
    setupFile: null,
    addProject(id, config = {}) {
      const path = `/repositories/${id}`;
      const originUrl = `https://example.test/${id}.git`;
      state.repositories.set(path, {
        path,
        originUrl,
        defaultBranch: 'main',
        branches: new Map([['main', new Set()]]),
        rescueRefs: new Map(),
      });
      const facts = { path, name: id, originUrl, defaultBranch: 'main', config, registeredAt: clock.now(), archivedAt: null };
      return stores.projects.add({ id: id as ProjectId, ...facts });
    },
    boot() {
      const life = createProcessLife({ clock, faults });
      const processStores = createProcessStores(stores, life);
      const onStart = (terminal: SimulatedTerminal) => startSimulatedAgent(state, terminal);
      const agentOptions = { permissionModes: ['default', 'plan', 'bypass-permissions'] as const, behaviour: agent, state, life };
      const agents = [
        createSimulatedAgent({ ...agentOptions, name: 'simulated', canResume: true }),
        createSimulatedAgent({ ...agentOptions, name: 'forgetful', canResume: false }),
      ];
      const runtimes = ['simulated', 'other'].map((name) => createSimulatedRuntime({ name, state, life, onStart }));
      return {
        life,
        clock: life.clock,
        stores: processStores,
        agents: new Map(agents.map((each) => [each.name, each])),
        runtimes: new Map(runtimes.map((each) => [each.name, each])),
        workspace: createSimulatedWorkspace({ state, life, setUp }),
        spool: createSimulatedSpool(state, life),
        folders: createSimulatedFolders(state, life),
        messenger: createSimulatedMessenger({ stores: processStores, clock: life.clock, identifiers }),
        identifiers,
      };
    },
    doWork(sessionId, piece) {
      state.work.add(piece);
      worktreeOf(sessionId)?.uncommitted.add(piece);
    },
    commitWork(sessionId) {
      const worktree = worktreeOf(sessionId);
      const branch = state.repositories.get(worktree?.repositoryPath ?? '')?.branches.get(worktree?.branch ?? '');
      for (const piece of worktree?.uncommitted ?? []) branch?.add(piece);
      worktree?.uncommitted.clear();
    },
    exitAgent(sessionId, code) {
      const terminal = terminalsOf(sessionId).at(-1);
      if (terminal !== undefined) terminal.exit = { at: clock.now(), code, signal: null, evidence: 'exit_record' };
    },
    reboot() {
      state.bootId = `boot-${Number(state.bootId.slice(5)) + 1}`;
      const exit = { at: clock.now(), code: null, signal: null, evidence: 'boot_changed' } as const;
      for (const terminal of state.terminals.values()) terminal.exit ??= exit;
    },
    terminalsOf,
    worktreeOf,
    async run<Result>(process: SimulatedProcess, work: Promise<Result>) {
      let settled: PromiseSettledResult<Result> | null = null;
      void Promise.allSettled([work]).then(([result]) => (settled = result as PromiseSettledResult<Result>));
      for (let passed = 0; passed < LIMIT_MS; passed += STEP_MS) {
        await clock.advance(passed === 0 ? 0 : STEP_MS);
        if (settled !== null || process.life.crashed) return settled;
      }
      throw new Error('The work did not settle within 30 simulated minutes.');
    },
  };
  return world;
}
