import { type AgentName, AoError, type RuntimeName, type SessionId, toAoError } from '@ao/domain';
import { newSessionFacts } from '@ao/lifecycle';
import { type Engine, sessionOf } from '../engine.ts';
import { launchAgent } from '../launch/launch-agent.ts';
import { storeLaunch } from '../launch/launch-intent.ts';
import { planFirstLaunch } from '../launch/launch-plan.ts';
import type { Operation } from '../operation/operation.ts';
import type { OperationStart } from '../operation/operation-runner.ts';
import { launchLimitMs, STEP_LIMITS_MS } from '../operation/step-limits.ts';
import { placeToWaitAt } from '../queue/take-place.ts';
import type { SpawnCommand, SpawnOutcome } from '../session-commands.ts';
import { type PreparedSpawn, prepareQueuedSpawn, prepareSpawn, presentProject } from './spawn-preflight.ts';
import { undoSpawn } from './undo-spawn.ts';
import { worktreeRequest, WORKTREE_STEP } from './worktree-request.ts';
import { setUpWorktree, setupLimitMs } from './worktree-setup.ts';

/** Starts a session, or queues it. See {@link SessionManager.spawn}. */
export async function spawnSession(engine: Engine, command: SpawnCommand, signal?: AbortSignal): Promise<SpawnOutcome> {
  const [prepared] = await Promise.all([prepareSpawn(engine, command, signal), engine.queue.look()]);
  signal?.throwIfAborted();
  // The checks took their time: the project may have been removed.
  presentProject(engine, command);
  const place = placeToWaitAt(engine, prepared.project.id, command.queue);
  const limitMs = launchLimitMs(setupLimitMs(prepared.project));
  const start: OperationStart = {
    kind: 'spawn',
    sessionId: null,
    request: requestOf(command),
    limitMs,
    open: () => createSession(engine, prepared, place === null ? engine.clock.now() + limitMs : null),
  };
  if (place === null) return engine.runner.start(start, (operation) => carryOut(engine, operation, async () => prepared));
  const { sessionId } = engine.runner.enqueue(start);
  engine.logger.info('A session is queued', { sessionId, heldBy: place.heldBy, position: place.position });
  // What stands in its way may have gone while it was checked.
  engine.attendant.wake();
  return { session: sessionOf(engine, sessionId), notices: [] };
}

/** Starts a queued session that has a place now. What can be known before is checked again: it may have waited for long. */
export async function carryOnSpawn(engine: Engine, operation: Operation): Promise<SpawnOutcome> {
  const session = sessionOf(engine, operation.sessionId);
  return carryOut(engine, operation, () => prepareQueuedSpawn(engine, session, commandOf(operation.request)));
}

/** A command as it is kept with its operation: in a queue it may outlive the daemon. */
function requestOf({ idempotency, ...parameters }: SpawnCommand): OperationStart['request'] {
  return { ...parameters, idempotencyKey: idempotency?.key ?? null, idempotencyFingerprint: idempotency?.fingerprint ?? null };
}

/** The command that was kept. Written by {@link requestOf} alone. */
function commandOf(request: OperationStart['request']): SpawnCommand {
  return { ...(request as unknown as SpawnCommand), idempotency: null };
}

function createSession(engine: Engine, prepared: PreparedSpawn, deadlineAt: number | null): SessionId {
  const { command, project, agent, runtime, permissionMode, model } = prepared;
  const { kind, command: argv, issueId, spawnedBy, prompt, displayName } = command;
  const createdAt = engine.clock.now();
  const session = engine.stores.sessions.create(project.id, () => ({
    projectId: project.id,
    kind,
    agent: agent.name as AgentName,
    runtime: runtime.name as RuntimeName,
    permissionMode,
    model,
    command: argv,
    issueId,
    spawnedBy,
    prompt,
    displayName,
    createdAt,
    ...newSessionFacts({ at: createdAt, deadlineAt, repositoryPath: project.path }),
  }));
  if (permissionMode === 'bypass-permissions') {
    engine.logger.warn('A session is started without permission checks', { sessionId: session.id, agent: agent.name });
  }
  return session.id;
}

async function carryOut(engine: Engine, operation: Operation, prepare: () => Promise<PreparedSpawn>): Promise<SpawnOutcome> {
  try {
    const prepared = await prepare();
    const path = await makeWorktree(engine, operation, prepared);
    await setUpWorktree(engine, operation, path);
    const launched = await launchAgent(engine, operation, { worktreePath: path, size: prepared.command.size, plan: planFirstLaunch });
    // From here to the end of the transaction nothing waits: a kill either came before this line, or finds a session that lives.
    operation.signal.throwIfAborted();
    operation.close({ state: 'done' }, () => storeLaunch(engine, sessionOf(engine, operation.sessionId), launched));
    if (launched.intent.firstPrompt === 'queue') engine.messenger.wake(operation.sessionId);
    return { session: sessionOf(engine, operation.sessionId), notices: operation.notices };
  } catch (thrown) {
    const cause = toAoError(thrown, 'starting the session');
    const isUndone = await undoSpawn(engine, operation, cause);
    throw spawnError(operation.sessionId, cause, isUndone);
  }
}

async function makeWorktree(engine: Engine, operation: Operation, { project, command }: PreparedSpawn): Promise<string> {
  const { workspace, clock, lifecycle } = engine;
  const request = worktreeRequest(engine, project, operation.sessionId, command);
  const created = await operation.step({
    name: WORKTREE_STEP,
    about: { ...request },
    limitMs: STEP_LIMITS_MS.worktree,
    overdue: () => new AoError('GIT_TIMEOUT', { message: 'Making the worktree took too long. Check the repository and its remote.' }),
    work: (signal) => workspace.create(request, signal),
    after: ({ path, branch, baseRef, baseCommit }) =>
      void lifecycle.observe(operation.sessionId, { type: 'workspace_ready', at: clock.now(), path, branch, baseRef, baseCommit }),
    undoLate: () => workspace.discard(request),
  });
  operation.notices.push(...created.notices);
  return created.path;
}

function spawnError(sessionId: SessionId, cause: AoError, isUndone: boolean): AoError {
  const rest = isUndone ? 'nothing was left behind' : 'what was begun is removed as soon as possible';
  const message = `${cause.message} ${sessionId} was not started; ${rest}.`;
  return new AoError(cause.code, { message, details: { ...cause.details, sessionId }, cause });
}
