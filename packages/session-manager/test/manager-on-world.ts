import { createLifecycle, type Lifecycle, violations } from '@ao/lifecycle';
import { brokenInvariants, createRecordingLogger, SIMULATED_HOME, type SimulatedProcess, type SimulatedWorld } from '@ao/testing';
import type { ProjectId } from '@ao/domain';
import { createSessionManager, type SessionLimits, type SessionManager, type SpawnCommand } from '../src/index.ts';
import type { SessionManagerOptions } from '../src/session-manager-options.ts';

/** One daemon: a session manager wired to one life on a simulated machine. */
export interface ManagedProcess extends SimulatedProcess {
  readonly manager: SessionManager;
  readonly lifecycle: Lifecycle;
}

/** Boots a daemon on the machine. */
export function bootManager(world: SimulatedWorld, changes: Partial<SessionManagerOptions> = {}): ManagedProcess {
  const process = world.boot();
  const bootId = () => process.life.call('machine.bootId', undefined, () => world.state.bootId);
  const options = { ...managerOptions(process), bootId, ...changes };
  return { ...process, manager: createSessionManager(options), lifecycle: options.lifecycle };
}

/** Limits of a daemon: how many sessions may run, and how much memory is left. */
export function limitedTo(maxRunning: number | null, memory: Partial<SessionLimits> = {}): Partial<SessionManagerOptions> {
  return { limits: { maxRunning, minFreeMemory: { bytes: null, percent: null }, memory: { read: async () => null }, ...memory } };
}

/** What the engine of a daemon works with. */
export function managerOptions(process: SimulatedProcess): SessionManagerOptions & { readonly lifecycle: Lifecycle } {
  const { stores, clock, agents, runtimes, workspace, messenger, spool, folders, identifiers } = process;
  return {
    stores,
    lifecycle: createLifecycle({ stores, clock }),
    agents,
    runtimes,
    workspace,
    messenger,
    spool,
    folders,
    clock,
    identifiers,
    logger: createRecordingLogger(),
    machine: { home: SIMULATED_HOME, binaryDirectory: '/opt/ao/bin', pathSeparator: ':', utf8Locale: 'C.UTF-8' },
    defaults: { agent: 'simulated', runtime: 'simulated' },
    environment: () => ({ PATH: '/usr/bin', HOME: '/home', LANG: 'en_US.UTF-8' }),
    sessionTokens: (sessionId) => ({ AO_URL: 'http://127.0.0.1:3001', AO_TOKEN: `token-of-${sessionId}` }),
  };
}

/** A command that starts a session in the project `shop`. */
export function spawnCommand(changes: Partial<SpawnCommand> = {}): SpawnCommand {
  return {
    projectId: 'shop' as ProjectId,
    kind: 'worker',
    agent: null,
    runtime: null,
    permissionMode: null,
    model: null,
    command: null,
    issueId: null,
    spawnedBy: null,
    prompt: 'Fix the flaky test',
    queue: true,
    displayName: null,
    branch: null,
    base: null,
    size: null,
    idempotency: null,
    ...changes,
  };
}

/** Runs the work of a daemon to its end; throws what it rejects with. */
export async function finished<Result>(world: SimulatedWorld, process: SimulatedProcess, work: Promise<Result>): Promise<Result> {
  const outcome = await world.run(process, work);
  if (outcome === null) throw new Error('The process has crashed.');
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

/** Everything that is wrong with machine and facts. */
export function whatIsBroken(world: SimulatedWorld): readonly string[] {
  const facts = world.stores.sessions.list().flatMap((session) => violations(session).map((rule) => `${session.id}: ${rule}`));
  return [...brokenInvariants(world), ...facts];
}
