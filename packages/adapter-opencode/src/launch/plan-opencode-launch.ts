import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type AgentProgram, requireAgentProgram, writePrivateFile } from '@ao/adapter-kit';
import type { AgentLaunchPlan, AgentLaunchRequest, AgentResumeRequest } from '@ao/ports';
import { SERVER_HOST } from '../server/opencode-address.ts';
import type { PortSource } from './free-port.ts';
import { isKnownConversation } from './known-conversations.ts';
import { type LaunchNote, readLaunchNote, writeLaunchNote } from './launch-note.ts';
import { CONFIG_VARIABLE, configContent, INSTRUCTIONS_FILE } from './opencode-config.ts';
import { opencodeEnvironment } from './opencode-environment.ts';
import { permissionSettings } from './permission-settings.ts';

/** What the planner needs beside the request. */
export interface LaunchSetting {
  readonly program: AgentProgram;
  readonly freePort: PortSource;
  readonly now: () => number;
}

/** Linux takes 128 KiB for one argument; longer prompts are handed over once the agent is there. */
const PROMPT_IN_COMMAND_MAX_BYTES = 100_000;

/** It paints after 3 to 10 s; with plugins and a registry that does not answer it takes more than a minute. */
const READY_WITHIN_MS = 180_000;

const PASSWORD_BYTES = 24;

/** Plans a launch that begins a conversation. */
export function planOpencodeLaunch(setting: LaunchSetting, request: AgentLaunchRequest, signal?: AbortSignal): Promise<AgentLaunchPlan> {
  return plan(setting, request, { conversationId: null, prompt: request.prompt }, signal);
}

/** Plans a launch that goes on with a conversation, or begins one when the old one cannot be found. */
export async function planOpencodeResume(
  setting: LaunchSetting,
  request: AgentResumeRequest,
  signal?: AbortSignal,
): Promise<AgentLaunchPlan> {
  const known = request.agentSessionId;
  if (known !== null) {
    const program = await setting.program.find(request.env);
    const directory = (await isFolder(request.worktreePath)) ? request.worktreePath : request.repositoryPath;
    if (await isKnownConversation({ program, env: request.env, directory }, known, signal)) {
      return plan(setting, request, { conversationId: known, prompt: null }, signal);
    }
  }
  const fresh = await planOpencodeLaunch(setting, request, signal);
  const lost = known === null ? 'Its conversation was never learned' : `opencode does not know the conversation ${known}`;
  return { ...fresh, notices: [`${lost}, so opencode starts afresh with the first prompt.`, ...fresh.notices] };
}

interface ConversationStart {
  readonly conversationId: string | null;
  readonly prompt: string | null;
}

async function plan(
  setting: LaunchSetting,
  request: AgentLaunchRequest,
  start: ConversationStart,
  signal: AbortSignal | undefined,
): Promise<AgentLaunchPlan> {
  const { path: program } = await requireAgentProgram(setting.program, request.env, signal);
  const permission = permissionSettings(request.permissionMode);
  const instructionsPath = request.systemPrompt === null ? null : join(request.privateDirectory, INSTRUCTIONS_FILE);
  const config = configContent(request.env[CONFIG_VARIABLE], { instructionsPath, permission: permission.permission });
  const note = await noteFor(setting, request, { agent: permission.agent, answersItself: permission.answersItself });
  if (request.systemPrompt !== null && instructionsPath !== null) await writePrivateFile(instructionsPath, request.systemPrompt);
  const prompt = start.prompt !== null && fitsIntoCommand(start.prompt) ? start.prompt : null;
  return {
    argv: [
      program,
      '--hostname',
      SERVER_HOST,
      '--port',
      String(note.port),
      ...(permission.agent === null ? [] : ['--agent', permission.agent]),
      ...permission.flags,
      ...(request.model === null ? [] : ['--model', request.model]),
      ...(start.conversationId === null ? [] : ['--session', start.conversationId]),
      ...(prompt === null ? [] : [`--prompt=${prompt}`]),
    ],
    env: opencodeEnvironment(request.env, note, config),
    promptInCommand: prompt !== null,
    agentSessionId: start.conversationId,
    expectsSignals: true,
    readyWithinMs: READY_WITHIN_MS,
    resumes: start.conversationId !== null,
    notices: [],
  };
}

/** A launch that is planned again keeps its port and its password: it may run already. */
async function noteFor(
  setting: LaunchSetting,
  request: AgentLaunchRequest,
  fields: Pick<LaunchNote, 'agent' | 'answersItself'>,
): Promise<LaunchNote> {
  const known = await readLaunchNote(request.privateDirectory, request.launchId);
  const note: LaunchNote = {
    launchId: request.launchId,
    port: known?.port ?? (await setting.freePort()),
    password: known?.password ?? randomBytes(PASSWORD_BYTES).toString('hex'),
    plannedAt: known?.plannedAt ?? setting.now(),
    model: request.model,
    ...fields,
  };
  await writeLaunchNote(request.privateDirectory, note);
  return note;
}

/** What its terminal would take for a command of its own, or for the shell, is handed over as words once it is there. */
function fitsIntoCommand(prompt: string): boolean {
  return Buffer.byteLength(prompt) <= PROMPT_IN_COMMAND_MAX_BYTES && !prompt.includes('\0') && !/^\s*[!/]/.test(prompt);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
}
