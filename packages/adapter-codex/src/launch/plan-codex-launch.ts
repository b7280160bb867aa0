import { type AgentProgram, requireAgentProgram } from '@ao/adapter-kit';
import type { AgentLaunchPlan, AgentLaunchRequest, AgentResumeRequest } from '@ao/ports';
import { type CodexConfig, readCodexConfig } from '../config/codex-config.ts';
import { tomlString } from '../config/toml-text.ts';
import { hookEventsFor, hookFlags, hookTrustFlags } from '../hooks/codex-hooks.ts';
import type { HookFingerprints } from '../hooks/hook-fingerprints.ts';
import { findRollout } from '../rollout/find-rollout.ts';
import { codexEnvironment } from './codex-environment.ts';
import { permissionFlags } from './permission-flags.ts';
import { promptArgument } from './prompt-argument.ts';
import { isTrusted, trustNotice } from './trust.ts';

/** What the planner needs beside the request. */
export interface LaunchSetting {
  readonly program: AgentProgram;
  readonly fingerprints: HookFingerprints;
}

/** The composer is there after half a second; a slow machine with many MCP servers takes far longer. */
const READY_WITHIN_MS = 60_000;

const NO_HOOKS =
  'Codex did not tell how it names our hooks, so this launch has none: what it does is read from its screen, and messages to it cannot be confirmed.';

/** Plans a launch that begins a conversation. Its id is not known before its first prompt. */
export async function planCodexLaunch(setting: LaunchSetting, request: AgentLaunchRequest, signal?: AbortSignal): Promise<AgentLaunchPlan> {
  return plan(setting, request, { command: [], conversationId: null, prompt: request.prompt }, signal);
}

/** Plans a launch that goes on with a conversation, or begins one when the old one cannot be found. */
export async function planCodexResume(setting: LaunchSetting, request: AgentResumeRequest, signal?: AbortSignal): Promise<AgentLaunchPlan> {
  const known = request.agentSessionId;
  if (known !== null && (await findRollout(request.env, known)) !== null) {
    // Without the folder it asks in a dialog whether to work where the conversation began.
    return plan(setting, request, { command: ['resume', known, '-C', request.worktreePath], conversationId: known, prompt: null }, signal);
  }
  const fresh = await planCodexLaunch(setting, request, signal);
  const lost = known === null ? 'Its conversation was never learned' : `There is no record of the conversation ${known}`;
  return { ...fresh, notices: [`${lost}, so Codex starts afresh with the first prompt.`, ...fresh.notices] };
}

interface ConversationStart {
  readonly command: readonly string[];
  readonly conversationId: string | null;
  readonly prompt: string | null;
}

async function plan(
  setting: LaunchSetting,
  request: AgentLaunchRequest,
  start: ConversationStart,
  signal: AbortSignal | undefined,
): Promise<AgentLaunchPlan> {
  const permissions = permissionFlags(request.permissionMode);
  const { path: program, version } = await requireAgentProgram(setting.program, request.env, signal);
  const config = await readCodexConfig(request.env);
  const hooks = await trustedHooks(setting, request, { program, version }, signal);
  const trusted = await isTrusted(config, [request.repositoryPath, request.worktreePath]);
  const prompt = promptArgument(start.prompt);
  return {
    argv: [
      program,
      ...start.command,
      // The server Codex would share between terminals keeps the environment of the first of them.
      '--no-daemon',
      ...permissions,
      ...(request.model === null ? [] : ['--model', request.model]),
      '-c',
      'check_for_update_on_startup=false',
      ...instructionFlags(config, request.systemPrompt),
      ...(hooks ?? []),
      ...(prompt === null ? [] : ['--', prompt]),
    ],
    env: codexEnvironment(request.spoolDirectory),
    promptInCommand: prompt !== null,
    agentSessionId: start.conversationId,
    expectsSignals: hooks !== null,
    readyWithinMs: READY_WITHIN_MS,
    resumes: start.conversationId !== null,
    notices: [...(hooks === null ? [NO_HOOKS] : []), ...(trusted ? [] : [trustNotice(request.repositoryPath)])],
  };
}

/** Flags for hooks that Codex runs without asking; null when it cannot be told which it should trust. */
async function trustedHooks(
  setting: LaunchSetting,
  request: AgentLaunchRequest,
  codex: { readonly program: string; readonly version: string },
  signal: AbortSignal | undefined,
): Promise<readonly string[] | null> {
  const fingerprints = await setting.fingerprints({ ...codex, env: request.env }, signal);
  if (fingerprints === null) return null;
  const events = hookEventsFor(request.permissionMode);
  return [...hookFlags(events), ...hookTrustFlags(events.flatMap((event) => fingerprints.get(event) ?? []))];
}

/** The flag would replace what the person has set, so that comes first. */
function instructionFlags(config: CodexConfig, systemPrompt: string | null): readonly string[] {
  if (systemPrompt === null) return [];
  const instructions = [config.developer_instructions ?? '', systemPrompt].filter((text) => text.trim() !== '').join('\n\n');
  return ['-c', `developer_instructions=${tomlString(instructions)}`];
}
