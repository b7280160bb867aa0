import {
  createSeededRandom,
  createTortureAgent,
  createTortureRecord,
  createTortureRuntime,
  createTortureTerminal,
  type SeededRandom,
  type TortureRecord,
  type TortureTemper,
  type TortureTerminal,
} from '@ao/conformance';
import type { AgentName, LaunchId, ProcessIdentity, ProjectId, RuntimeHandle, RuntimeName, SessionId } from '@ao/domain';
import { createLifecycle, type LifecycleEvent, newSessionFacts } from '@ao/lifecycle';
import { createMessenger } from '@ao/messenger';
import { createActivityObserver, createSightingLedger } from '@ao/observe-activity';
import { createRuntimeObserver } from '@ao/observe-runtime';
import type { Messenger, RuntimeV1, Stores } from '@ao/ports';
import {
  createCountingIdentifiers,
  createFakeClock,
  createInMemoryStores,
  createProcessLife,
  createProcessStores,
  createRecordingLogger,
  createWorldFaults,
  type FakeClock,
  type ProcessLife,
} from '@ao/testing';
import { createTortureSpool } from './torture-spool.ts';

const PROJECT = 'shop' as ProjectId;

/** What is to be tortured how. */
export interface TortureWorldOptions {
  readonly seed: number;
  readonly temper: TortureTemper;
  /** Called with every change of facts the running daemon makes. */
  readonly onChange?: ((event: LifecycleEvent) => void) | undefined;
}

/** One life of the daemon. */
export interface TortureDaemon {
  readonly messenger: Messenger;
  readonly life: ProcessLife;
  crash(): void;
  stop(): Promise<void>;
}

/** One session whose agent is tortured, and the real engines around it, under a clock that is moved by hand. */
export interface TortureWorld {
  readonly clock: FakeClock;
  readonly random: SeededRandom;
  readonly record: TortureRecord;
  readonly stores: Stores;
  readonly sessionId: SessionId;
  /** Warnings and errors of the engines. */
  readonly complaints: () => readonly string[];
  /** May be changed at any time. */
  temper: TortureTemper;
  readonly terminal: () => TortureTerminal | null;
  readonly daemon: () => TortureDaemon;
  /** Starts a daemon, when the one before has ended. */
  boot(): TortureDaemon;
  /** Starts the agent again, when it has ended and a daemon runs. Answers whether it did. */
  relaunch(): boolean;
  close(): void;
}

/** Makes the world, with a daemon and an agent that run. */
export function createTortureWorld(options: TortureWorldOptions): TortureWorld {
  const clock = createFakeClock();
  const random = createSeededRandom(options.seed);
  const record = createTortureRecord();
  const logger = createRecordingLogger();
  const stores = createInMemoryStores({ clock });
  const memory = createTortureSpool();
  const agent = createTortureAgent();
  const identifiers = createCountingIdentifiers();
  const terminals = new Map<RuntimeHandle, { readonly terminal: TortureTerminal; readonly process: ProcessIdentity }>();
  let present: TortureTerminal | null = null;
  let launches = 0;
  let daemon: (TortureDaemon & { readonly lifecycle: ReturnType<typeof createLifecycle> }) | null = null;
  const at = clock.now();
  stores.projects.add({
    id: PROJECT,
    path: '/code/shop',
    name: 'shop',
    originUrl: null,
    defaultBranch: null,
    config: {},
    registeredAt: at,
    archivedAt: null,
  });
  const sessionId = stores.sessions.create(PROJECT, () => ({
    projectId: PROJECT,
    kind: 'worker',
    agent: 'torture' as AgentName,
    runtime: 'torture' as RuntimeName,
    permissionMode: 'default',
    model: null,
    command: null,
    issueId: null,
    spawnedBy: null,
    prompt: null,
    createdAt: at,
    displayName: null,
    ...newSessionFacts({ at, deadlineAt: at + 60_000, repositoryPath: '/code/shop' }),
  })).id;

  const world: TortureWorld = {
    clock,
    random,
    record,
    stores,
    sessionId,
    temper: options.temper,
    complaints: () => logger.lines.filter(({ level }) => level === 'warn' || level === 'error').map(({ message }) => message),
    terminal: () => present,
    daemon: running,
    boot,
    relaunch,
    close() {
      daemon?.crash();
      for (const { terminal } of terminals.values()) terminal.close();
    },
  };
  boot();
  launch();
  return world;

  function running() {
    if (daemon === null) throw new Error('There is no daemon.');
    return daemon;
  }

  function boot(): TortureDaemon {
    if (daemon !== null && !daemon.life.crashed) return daemon;
    const life = createProcessLife({ clock, faults: createWorldFaults() });
    const stop = new AbortController();
    const own = createProcessStores(stores, life);
    const lifecycle = createLifecycle({ stores: own, clock: life.clock });
    const runtime = guarded(life);
    const common = { stores: own, lifecycle, clock: life.clock, logger, agents: () => agent, runtimes: () => runtime };
    const messenger = createMessenger({ ...common, identifiers, contact: () => Promise.resolve(null) });
    lifecycle.onReaction((event) => options.onChange?.(event));
    const parts = [
      messenger,
      createRuntimeObserver(common),
      createActivityObserver({
        ...common,
        messenger,
        spool: guardedSpool(life),
        environment: () => ({}),
        contact: () => Promise.resolve(null),
        sightings: createSightingLedger(),
      }),
    ];
    const ended = parts.map((part) => part.run(stop.signal).catch(() => undefined));
    daemon = {
      lifecycle,
      messenger,
      life,
      crash: () => life.crash(),
      async stop() {
        stop.abort();
        await Promise.all(ended);
      },
    };
    return daemon;
  }

  /** The runtime as one life of the daemon sees it: a dead process neither writes nor reads. */
  function guarded(life: ProcessLife): RuntimeV1 {
    const runtime = createTortureRuntime((handle) => terminals.get(handle) ?? null);
    const never = <Result>(): Promise<Result> => new Promise(() => undefined);
    return {
      name: runtime.name,
      probe: (handles) => (life.crashed ? never() : runtime.probe(handles)),
      screen: (handle) => (life.crashed ? never() : runtime.screen(handle)),
      write: (handle, bytes) => (life.crashed ? never() : runtime.write(handle, bytes)),
    } satisfies Pick<RuntimeV1, 'name' | 'probe' | 'screen' | 'write'> as RuntimeV1;
  }

  function guardedSpool(life: ProcessLife): typeof memory.spool {
    const never = <Result>(): Promise<Result> => new Promise(() => undefined);
    return {
      ...memory.spool,
      read: (id) => (life.crashed ? never() : memory.spool.read(id)),
      remove: (id, tokens) => (life.crashed ? never() : memory.spool.remove(id, tokens)),
      watch: (id, listener) => memory.spool.watch(id, () => (life.crashed ? undefined : listener())),
    };
  }

  function launch(): void {
    launches += 1;
    const launchId = `l-${launches}` as LaunchId;
    const handle = `terminal-${launches}` as RuntimeHandle;
    const startedAt = clock.now();
    const terminal = createTortureTerminal({
      clock,
      random,
      record,
      temper: () => world.temper,
      onHook: (hook, firedAt) => memory.drop({ sessionId, launchId, at: firedAt, payload: JSON.stringify(hook) }),
    });
    const process = { pid: 1_000 + launches, startTime: String(launches), bootId: 'boot-1' };
    terminals.set(handle, { terminal, process });
    present = terminal;
    running().lifecycle.observe(sessionId, {
      type: 'launched',
      at: startedAt,
      launchId,
      handle,
      process,
      agentSessionId: `conversation-${launchId}`,
      expectsSignals: true,
      readyWithinMs: 30_000,
    });
  }

  function relaunch(): boolean {
    const phase = stores.sessions.get(sessionId)?.phase;
    if (daemon === null || daemon.life.crashed || (phase !== 'ended' && phase !== 'starting')) return false;
    try {
      const at = clock.now();
      if (phase === 'ended') daemon.lifecycle.observe(sessionId, { type: 'restore_begun', at, deadlineAt: at + 60_000 });
      launch();
      return true;
    } catch {
      // The daemon crashed over it. The next one begins anew, as a journal would have it.
      if (stores.sessions.get(sessionId)?.phase === 'starting') present?.end('SIGKILL');
      return false;
    }
  }
}
