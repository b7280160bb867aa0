import type { LaunchId, SessionRecord } from '@ao/domain';
import type { AgentLaunchPlan, AgentLaunchRequest, AgentV1 } from '@ao/ports';
import { type Engine, projectOf } from '../engine.ts';
import type { Environment } from './agent-environment.ts';
import { type FirstPrompt, firstPromptToRepeat } from './first-prompt.ts';
import { launchEnvironment } from './session-environment.ts';
import { sessionInstructions } from './session-instructions.ts';

/** What a launch is planned for. The session's worktree exists. */
export interface LaunchTarget {
  readonly session: SessionRecord;
  readonly agent: AgentV1;
  readonly launchId: LaunchId;
  readonly worktreePath: string;
  readonly spoolDirectory: string;
}

/** A planned launch. */
export interface PlannedLaunch {
  readonly plan: AgentLaunchPlan;
  /** The environment without what the plan adds. */
  readonly env: Environment;
  readonly firstPrompt: FirstPrompt;
  readonly notices: readonly string[];
}

/** Plans the first launch of a session. */
export async function planFirstLaunch(engine: Engine, target: LaunchTarget, signal: AbortSignal): Promise<PlannedLaunch> {
  const request = await launchRequest(engine, target, target.session.prompt);
  const plan = await target.agent.planLaunch(request, signal);
  return { plan, env: request.env, firstPrompt: deliveryOf(plan, request.prompt), notices: plan.notices };
}

/**
 * Plans the launch of a restored session: with its conversation, if the agent can and has it; otherwise afresh, and then the notices
 * say so. The first prompt is given again only if the agent never took it.
 */
export async function planNextLaunch(engine: Engine, target: LaunchTarget, signal: AbortSignal): Promise<PlannedLaunch> {
  const { agent, session } = target;
  const request = await launchRequest(engine, target, null);
  const resumed = await agent.planResume?.({ ...request, agentSessionId: session.agentSessionId }, signal);
  if (resumed?.resumes === true) return { plan: resumed, env: request.env, firstPrompt: 'none', notices: resumed.notices };

  const prompt = firstPromptToRepeat(engine, session);
  const plan = prompt === null && resumed !== undefined ? resumed : await agent.planLaunch({ ...request, prompt }, signal);
  const firstPrompt = deliveryOf(plan, prompt);
  const notices = new Set([...(resumed?.notices ?? []), ...plan.notices, freshStartNotice(target, prompt)]);
  return { plan, env: request.env, firstPrompt, notices: [...notices] };
}

function freshStartNotice({ agent, session }: LaunchTarget, prompt: string | null): string {
  const why =
    agent.planResume === undefined
      ? `${agent.displayName} cannot continue a conversation: it was started afresh`
      : `The earlier conversation of ${session.id} was not found: ${agent.displayName} was started afresh`;
  if (prompt !== null) return `${why}, with the first prompt, which it had never taken.`;
  return session.prompt === null
    ? `${why}.`
    : `${why}, without repeating the first prompt. Tell it how to go on with \`ao send ${session.id}\`.`;
}

async function launchRequest(engine: Engine, target: LaunchTarget, prompt: string | null): Promise<AgentLaunchRequest> {
  const { session, launchId, spoolDirectory, worktreePath } = target;
  const { id, permissionMode, model, command, workspace } = session;
  const systemPrompt = engine.systemPrompt === undefined ? sessionInstructions(engine.stores, session) : engine.systemPrompt(session);
  return {
    sessionId: id,
    launchId,
    worktreePath,
    repositoryPath: workspace.repositoryPath,
    privateDirectory: engine.folders.privateDirectory(id),
    spoolDirectory,
    prompt,
    systemPrompt,
    permissionMode,
    model,
    command,
    env: await launchEnvironment(engine, { project: projectOf(engine, session), session, launchId, spoolDirectory }),
  };
}

function deliveryOf(plan: AgentLaunchPlan, prompt: string | null): FirstPrompt {
  if (prompt === null) return 'none';
  return plan.promptInCommand ? 'in_command' : 'queue';
}
