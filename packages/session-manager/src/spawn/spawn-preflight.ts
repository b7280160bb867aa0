import { AoError, type PermissionMode, type ProjectRecord, sessionIdOf, type SessionRecord } from '@ao/domain';
import type { AgentV1, RuntimeV1 } from '@ao/ports';
import { agentNamed, type Engine, runtimeNamed } from '../engine.ts';
import { projectEnvironment } from '../launch/session-environment.ts';
import { boundedCall } from '../operation/bounded-call.ts';
import { STEP_LIMITS_MS } from '../operation/step-limits.ts';
import type { SpawnCommand } from '../session-commands.ts';
import { worktreeRequest } from './worktree-request.ts';

/** A spawn of which everything that can be known before is known to be good. */
export interface PreparedSpawn {
  readonly command: SpawnCommand;
  readonly project: ProjectRecord;
  readonly agent: AgentV1;
  readonly runtime: RuntimeV1;
  readonly permissionMode: PermissionMode;
  readonly model: string | null;
}

/** Checks a spawn before anything is written. Every error says that nothing was created. */
export async function prepareSpawn(engine: Engine, command: SpawnCommand, signal?: AbortSignal): Promise<PreparedSpawn> {
  try {
    const prepared = choose(engine, command);
    await Promise.all([
      checkAgent(engine, prepared, signal),
      engine.checks.runtime(prepared.runtime, signal),
      checkWorktree(engine, prepared, signal),
    ]);
    signal?.throwIfAborted();
    return prepared;
  } catch (thrown) {
    throw AoError.isInstance(thrown) ? withNothingCreated(thrown) : thrown;
  }
}

/** Checks a spawn that has waited in the queue. What was chosen for its session then stays chosen; git looks at the rest when the worktree is made. */
export async function prepareQueuedSpawn(engine: Engine, session: SessionRecord, command: SpawnCommand): Promise<PreparedSpawn> {
  const agent = agentNamed(engine, session.agent);
  const runtime = runtimeNamed(engine, session.runtime);
  const { permissionMode, model } = session;
  const prepared = { command, project: presentProject(engine, command), agent, runtime, permissionMode, model };
  await Promise.all([checkAgent(engine, prepared), engine.checks.runtime(runtime)]);
  return prepared;
}

/** The project of a command, unless it was removed: then `PROJECT_NOT_FOUND`. */
export function presentProject(engine: Engine, command: SpawnCommand): ProjectRecord {
  const project = engine.stores.projects.get(command.projectId);
  if (project === null || project.archivedAt !== null) {
    const message = `There is no project "${command.projectId}". See \`ao project ls\`, or add it with \`ao project add PATH\`.`;
    throw new AoError('PROJECT_NOT_FOUND', { message, details: { projectId: command.projectId } });
  }
  return project;
}

function choose(engine: Engine, command: SpawnCommand): PreparedSpawn {
  const project = presentProject(engine, command);
  const { config } = project;
  const agent = agentNamed(engine, command.agent ?? config.agent ?? engine.defaults.agent);
  const runtime = runtimeNamed(engine, command.runtime ?? config.runtime ?? engine.defaults.runtime);
  const permissionMode = command.permissionMode ?? config.permissionMode ?? 'default';
  if (!agent.permissionModes.includes(permissionMode)) {
    const supported = agent.permissionModes;
    const message = `${agent.displayName} has no permission mode "${permissionMode}". It has: ${supported.join(', ')}.`;
    throw new AoError('PERMISSION_MODE_UNSUPPORTED', { message, details: { permissionMode, supported } });
  }
  // The project's model is meant for the project's agent: another agent would not know its name.
  const isProjectAgent = agent.name === (config.agent ?? engine.defaults.agent);
  const model = command.model ?? (isProjectAgent ? (config.model ?? null) : null);
  return { command, project, agent, runtime, permissionMode, model };
}

async function checkAgent(engine: Engine, { agent, command, project }: PreparedSpawn, signal?: AbortSignal): Promise<void> {
  const env = await projectEnvironment(engine, project);
  await engine.checks.agent(agent, { env, command: command.command }, signal);
}

/** The number is only likely to be the one the session will get; whatever else depends on it is checked again when it is made. */
async function checkWorktree(engine: Engine, { project, command }: PreparedSpawn, signal?: AbortSignal): Promise<void> {
  const latest = engine.stores.sessions.list({ projectId: project.id }).at(-1)?.number ?? 0;
  const request = worktreeRequest(engine, project, sessionIdOf(project.id, latest + 1), command);
  const { clock } = engine;
  const overdue = () => new AoError('GIT_TIMEOUT', { message: `git did not answer in time in ${project.path}. Check the repository.` });
  await boundedCall({ clock, limitMs: STEP_LIMITS_MS.check, overdue, signal }, (inner) => engine.workspace.preflight(request, inner));
}

function withNothingCreated(error: AoError): AoError {
  if (/nothing was created/i.test(error.message)) return error;
  return new AoError(error.code, { message: `${error.message} Nothing was created.`, details: error.details, cause: error });
}
