import { join } from 'node:path';
import { type AgentProgram, requireAgentProgram, writePrivateFile } from '@ao/adapter-kit';
import type { AgentLaunchPlan, AgentLaunchRequest, AgentResumeRequest } from '@ao/ports';
import { commandRefusal } from '../composer/claude-text.ts';
import { claudePaths, readGlobalFile } from '../config/claude-config.ts';
import { claudeEnvironment } from './claude-environment.ts';
import { claudeSettings } from './claude-settings.ts';
import { conversationIdFor } from './conversation-id.ts';
import { permissionFlag } from './permission-flag.ts';
import { hasTranscript } from './transcripts.ts';
import { isTrusted, trustNotice } from './trust.ts';

/** What the planner needs beside the request. */
export interface LaunchSetting {
  readonly program: AgentProgram;
  readonly isRoot: boolean;
}

/** Linux takes 128 KiB for one argument; longer prompts are typed. */
const PROMPT_IN_COMMAND_MAX_BYTES = 100_000;

/** The composer is there after 0.6 s; a slow machine with many MCP servers takes far longer. */
const READY_WITHIN_MS = 60_000;

/** Plans a launch that begins a conversation. */
export async function planClaudeLaunch(
  setting: LaunchSetting,
  request: AgentLaunchRequest,
  signal?: AbortSignal,
): Promise<AgentLaunchPlan> {
  const conversationId = conversationIdFor(request.sessionId, request.launchId);
  return plan(
    setting,
    request,
    { flags: ['--session-id', conversationId], conversationId, prompt: request.prompt, resumes: false },
    signal,
  );
}

/** Plans a launch that goes on with a conversation, or begins one when the old one cannot be found. */
export async function planClaudeResume(
  setting: LaunchSetting,
  request: AgentResumeRequest,
  signal?: AbortSignal,
): Promise<AgentLaunchPlan> {
  const known = request.agentSessionId;
  if (known !== null && (await hasTranscript(claudePaths(request.env), known))) {
    return plan(setting, request, { flags: ['--resume', known], conversationId: known, prompt: null, resumes: true }, signal);
  }
  const fresh = await planClaudeLaunch(setting, request, signal);
  const lost = known === null ? 'Its conversation was never learned' : `The conversation ${known} has no transcript`;
  return { ...fresh, notices: [`${lost}, so Claude Code starts afresh with the first prompt.`, ...fresh.notices] };
}

interface ConversationStart {
  readonly flags: readonly string[];
  readonly conversationId: string;
  readonly prompt: string | null;
  readonly resumes: boolean;
}

async function plan(
  setting: LaunchSetting,
  request: AgentLaunchRequest,
  start: ConversationStart,
  signal: AbortSignal | undefined,
): Promise<AgentLaunchPlan> {
  const { path: program, version } = await requireAgentProgram(setting.program, request.env, signal);
  const mode = permissionFlag(request.permissionMode, { version, env: request.env, isRoot: setting.isRoot });
  const settingsPath = join(request.privateDirectory, 'claude-settings.json');
  await writePrivateFile(settingsPath, `${JSON.stringify(claudeSettings(request.permissionMode, version), null, 2)}\n`);
  const systemPromptPath = join(request.privateDirectory, 'claude-system-prompt.md');
  if (request.systemPrompt !== null) await writePrivateFile(systemPromptPath, request.systemPrompt);
  const prompt = start.prompt !== null && fitsIntoCommand(start.prompt) ? start.prompt : null;
  const globalFile = await readGlobalFile(claudePaths(request.env));
  const trusted = await isTrusted(globalFile, [request.repositoryPath, request.worktreePath]);
  return {
    argv: [
      program,
      ...start.flags,
      '--permission-mode',
      mode,
      ...(request.model === null ? [] : ['--model', request.model]),
      ...(request.systemPrompt === null ? [] : ['--append-system-prompt-file', systemPromptPath]),
      '--settings',
      settingsPath,
      ...(prompt === null ? [] : ['--', prompt]),
    ],
    env: claudeEnvironment(request.spoolDirectory),
    promptInCommand: prompt !== null,
    agentSessionId: start.conversationId,
    expectsSignals: true,
    readyWithinMs: READY_WITHIN_MS,
    resumes: start.resumes,
    notices: trusted ? [] : [trustNotice(request.repositoryPath)],
  };
}

/** What Claude Code would take for a command of its own is left to the composer, which refuses it and says why. */
function fitsIntoCommand(prompt: string): boolean {
  return Buffer.byteLength(prompt) <= PROMPT_IN_COMMAND_MAX_BYTES && !prompt.includes('\0') && commandRefusal(prompt) === null;
}
