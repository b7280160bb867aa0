import type { AgentName, LaunchId, ProjectId, RuntimeHandle, RuntimeName, SessionId } from '@ao/domain';
import { createLifecycle, newSessionFacts } from '@ao/lifecycle';
import type { RuntimeProbe, RuntimeV1 } from '@ao/ports';
import { createFakeClock, createInMemoryStores, createRecordingLogger } from '@ao/testing';
import { createRuntimeObserver } from '../runtime-observer.ts';

const PROJECT = 'shop' as ProjectId;
const ALIVE: RuntimeProbe = { state: 'alive', process: { pid: 1, startTime: '1', bootId: 'boot-1' }, lastOutputAt: null };

/** A runtime that answers what it is told to, and counts how often it is asked. */
export function createScriptedRuntime(name = 'pty-host') {
  const answers = new Map<RuntimeHandle, RuntimeProbe>();
  const calls: (readonly RuntimeHandle[])[] = [];
  const listeners = new Set<(handle: RuntimeHandle) => void>();
  let pending = 0;
  let most = 0;
  let hold: Promise<void> | null = null;
  const runtime = {
    specificationVersion: 'runtime-v1',
    name,
    async probe(handles: readonly RuntimeHandle[]) {
      calls.push(handles);
      pending += 1;
      most = Math.max(most, pending);
      await hold;
      pending -= 1;
      return handles.map((handle) => answers.get(handle) ?? ALIVE);
    },
    onExit(listener: (handle: RuntimeHandle) => void) {
      listeners.add(listener);
      return { close: () => void listeners.delete(listener) };
    },
  } as unknown as RuntimeV1;
  return {
    runtime,
    calls,
    answers,
    mostAtOnce: () => most,
    listeners: () => listeners.size,
    announceExit: (handle: string) => listeners.forEach((listener) => listener(handle as RuntimeHandle)),
    /** Answers are held back until the returned function is called. */
    holdBack() {
      const held = Promise.withResolvers<void>();
      hold = held.promise;
      return () => {
        hold = null;
        held.resolve();
      };
    },
  };
}

/** Death with weak evidence (`process_gone`), or with a recorded exit. */
export function deathAt(at: number, evidence: 'exit_record' | 'process_gone' = 'exit_record'): RuntimeProbe {
  return { state: 'dead', exit: { at, code: null, signal: null, evidence }, lastOutputAt: null };
}

/** Stores, lifecycle and an observer over scripted runtimes, under a clock that is moved by hand. */
export function createObservedWorld(runtimes: readonly ReturnType<typeof createScriptedRuntime>[]) {
  const clock = createFakeClock();
  const logger = createRecordingLogger();
  const stores = createInMemoryStores({ clock });
  const lifecycle = createLifecycle({ stores, clock, logger });
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
  const observer = createRuntimeObserver({
    stores,
    lifecycle,
    clock,
    logger,
    runtimes: (name) => runtimes.find(({ runtime }) => runtime.name === name)?.runtime ?? null,
  });

  function create(runtime = 'pty-host'): SessionId {
    return stores.sessions.create(PROJECT, () => ({
      projectId: PROJECT,
      kind: 'worker',
      agent: 'claude-code' as AgentName,
      runtime: runtime as RuntimeName,
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

  function launch(id: SessionId): SessionId {
    lifecycle.observe(id, {
      type: 'launched',
      at: clock.now(),
      launchId: `launch-of-${id}` as LaunchId,
      handle: terminalOf(id),
      process: { pid: 1, startTime: '1', bootId: 'boot-1' },
      agentSessionId: null,
      expectsSignals: true,
      readyWithinMs: 30_000,
    });
    return id;
  }

  return {
    clock,
    logger,
    stores,
    lifecycle,
    observer,
    create,
    launch,
    spawn: (runtime?: string) => launch(create(runtime)),
    phaseOf: (id: SessionId) => stores.sessions.get(id)?.phase,
  };
}

/** The terminal a session gets in these tests. */
export function terminalOf(id: SessionId): RuntimeHandle {
  return `terminal-of-${id}` as RuntimeHandle;
}
