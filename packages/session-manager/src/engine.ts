import { AoError, type ProjectRecord, type SessionId, type SessionRecord } from '@ao/domain';
import type { AgentV1, RuntimeV1 } from '@ao/ports';
import type { AgentChecks } from './launch/agent-checks.ts';
import type { OperationRunner } from './operation/operation-runner.ts';
import type { QueueAttendant } from './queue/queue-attendant.ts';
import type { SessionQueue } from './queue/session-queue.ts';
import type { SessionManagerOptions } from './session-manager-options.ts';

/** What the commands of the engine share. */
export interface Engine extends SessionManagerOptions {
  readonly runner: OperationRunner;
  readonly checks: AgentChecks;
  readonly queue: SessionQueue;
  readonly attendant: QueueAttendant;
  /** Has an interrupted operation looked at again after a while. */
  retryLater(sessionId: SessionId): void;
}

/** The session, or `SESSION_NOT_FOUND`. */
export function sessionOf(engine: Pick<Engine, 'stores'>, sessionId: SessionId): SessionRecord {
  const session = engine.stores.sessions.get(sessionId);
  if (session === null) {
    throw new AoError('SESSION_NOT_FOUND', { message: `There is no session ${sessionId}. See \`ao ls --all\`.`, details: { sessionId } });
  }
  return session;
}

/** The project of a session, also when it was removed since. Null only if the database was changed by someone else. */
export function projectOf(engine: { readonly stores: Pick<Engine['stores'], 'projects'> }, session: SessionRecord): ProjectRecord | null {
  return engine.stores.projects.get(session.projectId);
}

/** The agent of that name, or `UNKNOWN_AGENT`. */
export function agentNamed(engine: Pick<Engine, 'agents'>, name: string): AgentV1 {
  const agent = engine.agents.get(name);
  if (agent !== undefined) return agent;
  const known = [...engine.agents.keys()];
  const message = `There is no agent "${name}". This daemon knows: ${known.join(', ')}.`;
  throw new AoError('UNKNOWN_AGENT', { message, details: { agent: name, known } });
}

/** The runtime of that name, or `UNKNOWN_RUNTIME`. */
export function runtimeNamed(engine: Pick<Engine, 'runtimes'>, name: string): RuntimeV1 {
  const runtime = engine.runtimes.get(name);
  if (runtime !== undefined) return runtime;
  const known = [...engine.runtimes.keys()];
  const message = `There is no runtime "${name}". This daemon knows: ${known.join(', ')}.`;
  throw new AoError('UNKNOWN_RUNTIME', { message, details: { runtime: name, known } });
}
