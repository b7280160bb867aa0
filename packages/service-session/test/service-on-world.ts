import type { AgentRequest, SessionId } from '@ao/domain';
import { createLifecycle } from '@ao/lifecycle';
import type { AgentSignal, Stores } from '@ao/ports';
import { createAgentContacts, createSessionManager, type SessionManager } from '@ao/session-manager';
import { createRecordingLogger, createSimulatedWorld, SIMULATED_HOME, type SimulatedProcess, type SimulatedWorld } from '@ao/testing';
import { createSessionService, createStatusFeed, type SessionService, type StatusFeed } from '../src/index.ts';
import type { SessionServiceOptions } from '../src/session-service-options.ts';

/** The service over an engine on a simulated machine. */
export interface TestService {
  readonly world: SimulatedWorld;
  readonly process: SimulatedProcess;
  readonly manager: SessionManager;
  readonly service: SessionService;
  readonly statuses: StatusFeed;
  readonly lifecycle: ReturnType<typeof createLifecycle>;
  /** Starts a session and answers its id. */
  spawn(prompt?: string): Promise<SessionId>;
  /** The agent says what it does. */
  signal(id: SessionId, state: 'active' | 'idle' | 'blocked' | 'waiting_input', detail?: string): void;
  /** The agent asks something. */
  ask(id: SessionId, request: Partial<AgentRequest> & Pick<AgentRequest, 'id'>): void;
  /** Runs work to its end; throws what it rejects with. */
  finish<Result>(work: Promise<Result>): Promise<Result>;
}

/** A machine with the project `shop`. */
export function createTestService(
  changes: (process: SimulatedProcess) => Partial<SessionServiceOptions> = () => ({}),
  limits: { readonly maxRunning: number | null } = { maxRunning: null },
): TestService {
  const world = createSimulatedWorld();
  world.addProject('shop');
  return serviceOn(world, changes, limits);
}

/** A daemon's service on a machine that exists already. */
export function serviceOn(
  world: SimulatedWorld,
  changes: (process: SimulatedProcess) => Partial<SessionServiceOptions> = () => ({}),
  { maxRunning }: { readonly maxRunning: number | null } = { maxRunning: null },
): TestService {
  const process = world.boot();
  const { stores, clock, agents, runtimes, workspace, messenger, spool, folders, identifiers } = process;
  const logger = createRecordingLogger();
  const lifecycle = createLifecycle({ stores, clock });
  const environment = () => ({ PATH: '/usr/bin' });
  const machine = { home: SIMULATED_HOME, binaryDirectory: null, pathSeparator: ':', utf8Locale: 'C.UTF-8' };
  const manager = createSessionManager({
    stores,
    lifecycle,
    agents,
    runtimes,
    workspace,
    messenger,
    spool,
    folders,
    clock,
    identifiers,
    logger,
    environment,
    machine,
    defaults: { agent: 'simulated', runtime: 'simulated' },
    sessionTokens: () => ({}),
    limits: { maxRunning, minFreeMemory: { bytes: null, percent: null }, memory: { read: async () => null } },
  });
  const service = createSessionService({
    stores,
    manager,
    lifecycle,
    messenger,
    agents,
    runtimes,
    workspace,
    clock,
    environment,
    contact: createAgentContacts({ stores, folders, spool, environment, machine, sessionTokens: () => ({}) }),
    ...changes(process),
  });

  async function finish<Result>(work: Promise<Result>): Promise<Result> {
    const outcome = await world.run(process, work);
    if (outcome === null) throw new Error('The process has crashed.');
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }

  function say(
    id: SessionId,
    said: Pick<Extract<AgentSignal, { type: 'activity' }>, 'state' | 'detail' | 'correlationId' | 'turnBoundary' | 'request'>,
  ): void {
    const launchId = world.stores.sessions.get(id)?.launch?.id;
    if (launchId === undefined) throw new Error(`${id} has no launch`);
    const at = world.clock.now();
    const signal = { type: 'activity', at, source: 'hook', evidence: `hook ${said.state}`, ...said } as const;
    lifecycle.observe(id, { type: 'agent_signal', at, launchId, signal });
  }

  return {
    world,
    process,
    manager,
    service,
    statuses: createStatusFeed({ stores, clock, logger }),
    lifecycle,
    finish,
    async spawn(prompt) {
      const { session } = await finish(service.spawn({ projectId: 'shop', prompt }));
      return session.id;
    },
    signal: (id, state, detail) => say(id, { state, detail: detail ?? null, correlationId: null, turnBoundary: true }),
    ask(id, changes) {
      const choices = [
        { id: 'allow', label: 'Allow' },
        { id: 'deny', label: 'Deny' },
      ];
      const at = world.clock.now();
      const text = `Bash: ${changes.id}`;
      const request = {
        kind: 'permission',
        tool: 'Bash',
        input: '{}',
        text,
        choices,
        askedAt: at,
        channel: '1-0.answer',
        ...changes,
      } as const;
      say(id, { state: 'blocked', detail: request.text, correlationId: request.id, turnBoundary: false, request });
    },
  };
}

/** Stores that count what is read from them. */
export function countingStores(stores: Stores): { readonly stores: Stores; readonly reads: () => number } {
  let count = 0;
  const counted = <Store extends object>(store: Store): Store =>
    Object.fromEntries(
      Object.entries(store).map(([name, method]) => [
        name,
        typeof method === 'function'
          ? (...values: readonly unknown[]) => {
              count += 1;
              return (method as (...parameters: readonly unknown[]) => unknown)(...values);
            }
          : method,
      ]),
    ) as Store;
  const { projects, sessions, operations, messages, pullRequests } = stores;
  return {
    stores: {
      ...stores,
      projects: counted(projects),
      sessions: counted(sessions),
      operations: counted(operations),
      messages: counted(messages),
      pullRequests: counted(pullRequests),
    },
    reads: () => count,
  };
}
