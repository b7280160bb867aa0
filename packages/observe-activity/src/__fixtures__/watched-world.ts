import { type AgentName, AoError, type LaunchId, type ProjectId, type RuntimeHandle, type RuntimeName, type SessionId } from '@ao/domain';
import { createLifecycle, newSessionFacts } from '@ao/lifecycle';
import type { AgentContact, AgentSignal, AgentV1, Clock, HookSpool, RuntimeV1, ScreenReading, SpooledHook } from '@ao/ports';
import { createFakeClock, createInMemoryStores, createRecordingLogger } from '@ao/testing';
import { createActivityObserver } from '../activity-observer.ts';
import { createSightingLedger } from '../sighting-ledger.ts';

const PROJECT = 'shop' as ProjectId;

/** A spool in memory. Hooks are dropped as JSON of the signals they mean. */
export function createMemorySpool() {
  const entries: SpooledHook[] = [];
  const listeners = new Map<SessionId, Set<() => void>>();
  let reads = 0;
  let count = 0;
  let isDeaf = false;
  const spool: HookSpool = {
    prepare: () => Promise.resolve('/spool'),
    async read(sessionId) {
      reads += 1;
      await Promise.resolve();
      return entries.filter((entry) => entry.sessionId === sessionId).slice(0, 1000);
    },
    async remove(sessionId, tokens) {
      await Promise.resolve();
      for (const token of tokens) {
        const index = entries.findIndex((entry) => entry.sessionId === sessionId && entry.token === token);
        if (index >= 0) entries.splice(index, 1);
      }
    },
    watch(sessionId, listener) {
      const own = listeners.get(sessionId) ?? new Set();
      listeners.set(sessionId, own.add(listener));
      return { close: () => void own.delete(listener) };
    },
    discard: () => Promise.resolve(),
  };
  return {
    spool,
    entries,
    reads: () => reads,
    watched: () => [...listeners.values()].reduce((sum, own) => sum + own.size, 0),
    /** From now on arrivals are not announced. */
    deafen: () => {
      isDeaf = true;
    },
    drop(sessionId: SessionId, at: number, signals: readonly unknown[] | string, launchId: string = `launch-of-${sessionId}`) {
      count += 1;
      const payload = typeof signals === 'string' ? signals : JSON.stringify(signals);
      entries.push({ sessionId, launchId: launchId as LaunchId, at, payload, token: `token-${count}` });
      if (!isDeaf) for (const listener of listeners.get(sessionId) ?? []) listener();
    },
  };
}

/** What the scripted agent is able to do. */
export interface ScriptedAgentAbilities {
  readonly hooks?: boolean;
  readonly status?: () => AgentSignal | null | Promise<AgentSignal | null>;
  readonly reading?: () => Partial<ScreenReading>;
  /** Has an interface of its own; see {@link ScriptedInterface}. */
  readonly follows?: boolean;
}

/** The interface of the scripted agent, as a test moves it. */
export interface ScriptedInterface {
  /** Connections are refused for this reason; null: they are taken. */
  refuses: string | null;
  /** Does not listen when it is told to end a connection. */
  isDeaf: boolean;
  /** When connections were tried. */
  readonly tries: number[];
  /** For which launches there are connections. */
  readonly connections: { readonly contact: AgentContact; readonly say: (signal: AgentSignal) => void; readonly cut: (reason: string) => void }[];
  /** What every connection begins with. */
  present: () => readonly AgentSignal[];
}

function createScriptedInterface(clock: Clock): ScriptedInterface & { readonly follow: NonNullable<AgentV1['follow']> } {
  const connections: ScriptedInterface['connections'] = [];
  const own: ScriptedInterface & { readonly follow: NonNullable<AgentV1['follow']> } = {
    refuses: null,
    isDeaf: false,
    tries: [],
    connections,
    present: () => [],
    async follow(contact, listener, signal) {
      own.tries.push(clock.now());
      if (own.refuses !== null) throw new AoError('AGENT_INTERFACE_UNREACHABLE', { message: own.refuses });
      for (const said of own.present()) listener(said);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const connection = {
        contact,
        say: listener,
        cut: (reason: string) => {
          connections.splice(connections.indexOf(connection), 1);
          reject(new AoError('AGENT_INTERFACE_UNREACHABLE', { message: reason }));
        },
      };
      connections.push(connection);
      signal.addEventListener('abort', () => {
        if (own.isDeaf) return;
        connections.splice(connections.indexOf(connection), 1);
        resolve();
      });
      return promise;
    },
  };
  return own;
}

/** An agent whose hooks carry their meaning, whose notes and screen are what the test says. */
export function createScriptedAgent({ hooks = true, status, reading, follows = false }: ScriptedAgentAbilities, clock: Clock) {
  const counts = { status: 0, screen: 0 };
  const scriptedInterface = createScriptedInterface(clock);
  const agent = {
    specificationVersion: 'agent-v1',
    name: 'scripted',
    ...(hooks && { interpretHook: ({ payload }: { readonly payload: string }) => JSON.parse(payload) as readonly AgentSignal[] }),
    ...(follows && { follow: scriptedInterface.follow }),
    ...(status !== undefined && {
      readStatus: async () => {
        counts.status += 1;
        return status();
      },
    }),
    ...(reading !== undefined && {
      readScreen: (): ScreenReading => ({ state: 'unknown', dialog: null, composerText: null, launch: null, ...reading() }),
    }),
  } as unknown as AgentV1;
  return { agent, counts, scriptedInterface };
}

/** Stores, lifecycle and an observer over a scripted agent, under a clock that is moved by hand. */
export function createWatchedWorld(abilities: ScriptedAgentAbilities = {}) {
  const clock = createFakeClock();
  const logger = createRecordingLogger();
  const stores = createInMemoryStores({ clock });
  const lifecycle = createLifecycle({ stores, clock, logger });
  const memorySpool = createMemorySpool();
  const { agent, counts, scriptedInterface } = createScriptedAgent(abilities, clock);
  const sightings = createSightingLedger();
  const acknowledged: string[] = [];
  const screens = { lastOutputAt: clock.now() };
  const runtime = {
    async screen() {
      counts.screen += 1;
      return { lastOutputAt: screens.lastOutputAt };
    },
  } as unknown as RuntimeV1;
  stores.projects.add({
    id: PROJECT,
    path: '/code/shop',
    name: 'shop',
    originUrl: null,
    defaultBranch: 'main',
    config: {},
    registeredAt: clock.now(),
    archivedAt: null,
  });
  const observer = createActivityObserver({
    stores,
    lifecycle,
    messenger: { acknowledge: (sessionId, { text }) => void acknowledged.push(`${sessionId}: ${text}`) },
    spool: memorySpool.spool,
    agents: () => agent,
    runtimes: () => runtime,
    environment: () => ({}),
    contact: async ({ id, launch }) =>
      launch === null ? null : ({ sessionId: id, launchId: launch.id, process: launch.process } as unknown as AgentContact),
    sightings,
    clock,
    logger,
  });

  function create(): SessionId {
    return stores.sessions.create(PROJECT, () => ({
      projectId: PROJECT,
      kind: 'worker',
      agent: 'scripted' as AgentName,
      runtime: 'pty-host' as RuntimeName,
      permissionMode: 'default',
      model: null,
      command: null,
      issueId: null,
    spawnedBy: null,
      prompt: null,
      createdAt: clock.now(),
      displayName: null,
      ...newSessionFacts({ at: clock.now(), deadlineAt: clock.now() + 60_000, repositoryPath: '/code/shop' }),
    })).id;
  }

  function launch(id: SessionId, { launchId = `launch-of-${id}`, expectsSignals = abilities.hooks !== false } = {}): SessionId {
    lifecycle.observe(id, {
      type: 'launched',
      at: clock.now(),
      launchId: launchId as LaunchId,
      handle: `terminal-of-${id}` as RuntimeHandle,
      process: { pid: 1, startTime: '1', bootId: 'boot-1' },
      agentSessionId: null,
      expectsSignals,
      readyWithinMs: 30_000,
    });
    return id;
  }

  const factsOf = (id: SessionId) => {
    const session = stores.sessions.get(id);
    return { phase: session?.phase, launch: session?.launch?.state, activity: session?.activity.state, source: session?.activity.source };
  };
  return { clock, logger, stores, lifecycle, observer, ...memorySpool, counts, screens, sightings, scriptedInterface, acknowledged, create, launch, factsOf, spawn: () => launch(create()) };
}

/** A signal about the activity, as hooks carry it. */
export function activitySignal(at: number, state: 'active' | 'idle' | 'blocked', source: 'hook' | 'status_file' | 'api' = 'hook'): AgentSignal {
  return { type: 'activity', at, source, evidence: `${source} ${state}`, state, detail: null, correlationId: null, turnBoundary: state !== 'blocked' };
}

export function promptSignal(at: number, text: string, source: 'hook' | 'api' = 'hook'): AgentSignal {
  return { type: 'prompt_submitted', at, source, evidence: `${source} prompt`, text };
}
