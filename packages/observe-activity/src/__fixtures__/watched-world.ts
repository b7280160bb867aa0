import type { AgentName, LaunchId, ProjectId, RuntimeHandle, RuntimeName, SessionId } from '@ao/domain';
import { createLifecycle, newSessionFacts } from '@ao/lifecycle';
import type { AgentSignal, AgentV1, HookSpool, RuntimeV1, ScreenReading, SpooledHook } from '@ao/ports';
import { createFakeClock, createInMemoryStores, createRecordingLogger } from '@ao/testing';
import { createActivityObserver } from '../activity-observer.ts';

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
}

/** An agent whose hooks carry their meaning, whose notes and screen are what the test says. */
export function createScriptedAgent({ hooks = true, status, reading }: ScriptedAgentAbilities) {
  const counts = { status: 0, screen: 0 };
  const agent = {
    specificationVersion: 'agent-v1',
    name: 'scripted',
    ...(hooks && { interpretHook: ({ payload }: { readonly payload: string }) => JSON.parse(payload) as readonly AgentSignal[] }),
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
  return { agent, counts };
}

/** Stores, lifecycle and an observer over a scripted agent, under a clock that is moved by hand. */
export function createWatchedWorld(abilities: ScriptedAgentAbilities = {}) {
  const clock = createFakeClock();
  const logger = createRecordingLogger();
  const stores = createInMemoryStores({ clock });
  const lifecycle = createLifecycle({ stores, clock, logger });
  const memorySpool = createMemorySpool();
  const { agent, counts } = createScriptedAgent(abilities);
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
  return { clock, logger, stores, lifecycle, observer, ...memorySpool, counts, screens, acknowledged, create, launch, factsOf, spawn: () => launch(create()) };
}

/** A signal about the activity, as hooks carry it. */
export function activitySignal(at: number, state: 'active' | 'idle' | 'blocked', source: 'hook' | 'status_file' = 'hook'): AgentSignal {
  return { type: 'activity', at, source, evidence: `${source} ${state}`, state, detail: null, correlationId: null, turnBoundary: state !== 'blocked' };
}

export function promptSignal(at: number, text: string): AgentSignal {
  return { type: 'prompt_submitted', at, source: 'hook', evidence: 'hook prompt', text };
}
