import { AoError, type LaunchId, type ProcessIdentity, type SessionRecord } from '@ao/domain';
import type { RuntimeV1, TerminalSize } from '@ao/ports';
import { agentNamed, type Engine, runtimeNamed, sessionOf } from '../engine.ts';
import type { Operation } from '../operation/operation.ts';
import { STEP_LIMITS_MS } from '../operation/step-limits.ts';
import { withPlanEnvironment } from './agent-environment.ts';
import { type LaunchIntent, TERMINAL_STEP } from './launch-intent.ts';
import type { LaunchTarget, PlannedLaunch } from './launch-plan.ts';

/** Name of the step that makes the folders of a session. */
export const FOLDERS_STEP = 'folders';

const DEFAULT_SIZE: TerminalSize = { columns: 120, rows: 40 };

/** How a session is launched. */
export interface LaunchRequest {
  readonly worktreePath: string;
  readonly size: TerminalSize | null;
  readonly plan: (engine: Engine, target: LaunchTarget, signal: AbortSignal) => Promise<PlannedLaunch>;
}

/** An agent that runs, though nothing says so yet: the caller stores it, or takes it back. */
export interface LaunchedAgent {
  readonly intent: LaunchIntent;
  readonly process: ProcessIdentity;
}

/** The last three steps of a spawn and of a restore: the folders of the session, the plan of its agent, the terminal. */
export async function launchAgent(engine: Engine, operation: Operation, request: LaunchRequest): Promise<LaunchedAgent> {
  const session = sessionOf(engine, operation.sessionId);
  const agent = agentNamed(engine, session.agent);
  const launchId = engine.identifiers.create('l-') as LaunchId;
  const spoolDirectory = await prepareFolders(engine, operation, launchId);
  const target = { session, agent, launchId, spoolDirectory, worktreePath: request.worktreePath };
  const planned = await operation.step({
    name: 'plan',
    about: { launchId },
    limitMs: STEP_LIMITS_MS.plan,
    overdue: () => new AoError('AGENT_LAUNCH_FAILED', { message: `Preparing ${agent.displayName} took too long. Run \`ao doctor\`.` }),
    work: (signal) => request.plan(engine, target, signal),
  });
  operation.notices.push(...planned.notices);
  return createTerminal(engine, operation, { session, planned, launchId, request });
}

async function prepareFolders(engine: Engine, operation: Operation, launchId: LaunchId): Promise<string> {
  const { folders, spool } = engine;
  const { sessionId } = operation;
  return operation.step({
    name: FOLDERS_STEP,
    about: { launchId, privateDirectory: folders.privateDirectory(sessionId) },
    limitMs: STEP_LIMITS_MS.folders,
    overdue: () =>
      new AoError('HOME_NOT_WRITABLE', { message: 'Making the folders of the session took too long. Check the disk of AO_HOME.' }),
    work: async () => {
      await folders.createPrivate(sessionId);
      return spool.prepare(sessionId, launchId);
    },
    undoLate: async () => {
      if (sessionOf(engine, sessionId).launch !== null) return;
      await spool.discard(sessionId);
      await folders.removePrivate(sessionId);
    },
  });
}

async function createTerminal(
  engine: Engine,
  operation: Operation,
  launch: {
    readonly session: SessionRecord;
    readonly planned: PlannedLaunch;
    readonly launchId: LaunchId;
    readonly request: LaunchRequest;
  },
): Promise<LaunchedAgent> {
  const { session, launchId, request } = launch;
  const { plan, env, firstPrompt } = launch.planned;
  const runtime = runtimeNamed(engine, session.runtime);
  const { agentSessionId, expectsSignals, readyWithinMs, resumes, argv } = plan;
  const handle = runtime.handleFor(session.id, launchId);
  const at = engine.clock.now();
  const intent: LaunchIntent = { handle, launchId, at, agentSessionId, expectsSignals, readyWithinMs, firstPrompt, resumes };
  const created = await operation.step({
    name: TERMINAL_STEP,
    about: { ...intent },
    limitMs: STEP_LIMITS_MS.terminal,
    overdue: () => new AoError('RUNTIME_CREATE_FAILED', { message: `The runtime ${runtime.name} did not create a terminal in time.` }),
    work: (signal) =>
      runtime.create(
        {
          sessionId: session.id,
          launchId,
          argv,
          cwd: request.worktreePath,
          env: withPlanEnvironment(env, plan.env),
          size: request.size ?? engine.terminalSize ?? DEFAULT_SIZE,
        },
        signal,
      ),
    undoLate: () => closeTerminal(runtime, intent),
  });
  return { intent, process: created.process };
}

async function closeTerminal(runtime: RuntimeV1, { handle }: LaunchIntent): Promise<void> {
  await runtime.destroy(handle, { graceMs: 0 });
  await runtime.forget(handle);
}
