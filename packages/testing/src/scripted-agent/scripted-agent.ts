import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  HOOK_ASK_COMMAND,
  HOOK_COMMAND,
  HOOK_SPOOL_VARIABLE,
  mapPermissionMode,
  type PermissionModeMap,
  permissionModesOf,
  writePrivateFile,
} from '@ao/adapter-kit';
import type { AgentLaunchPlan, AgentLaunchRequest, AgentResumeRequest, AgentV1 } from '@ao/ports';
import { answerScriptedRequest, releaseScriptedRequest } from './adapter/scripted-answers.ts';
import { scriptedComposer } from './adapter/scripted-composer.ts';
import { scriptedInterface, scriptedInterfacePath } from './adapter/scripted-interface.ts';
import { interpretScriptedHook, SCRIPTED_HOOK_EVENTS } from './adapter/scripted-hooks.ts';
import { readScriptedScreen } from './adapter/scripted-screen.ts';
import { readScriptedStatus } from './adapter/scripted-status.ts';
import { transcriptPathOf } from './program/conversation.ts';
import { scriptedAgentProgram } from './scripted-agent-program.ts';

/** What may be set about the scripted agent. */
export interface ScriptedAgentOptions {
  /** Absolute path of Node. Default: the one that runs this. */
  readonly node?: string | undefined;
  /** Path of the program. Default: the one that belongs to this package. */
  readonly program?: string | undefined;
  /** Serve an interface of its own, through which it is followed, gets messages and is interrupted. Default false: messages are typed. */
  readonly ownInterface?: boolean | undefined;
  /** Name, when more than one is needed. Default `scripted`. */
  readonly name?: string | undefined;
}

const MODES: PermissionModeMap<string> = { default: 'default', 'accept-edits': 'accept-edits', 'bypass-permissions': 'bypass-permissions' };
const PROMPT_IN_COMMAND_MAX_BYTES = 100_000;
const READY_WITHIN_MS = 15_000;

/**
 * The scripted agent as an agent of ao: a real terminal program with hooks, dialogs and a composer, whose prompts say what it does.
 * For tests and demonstrations. Its pace and its dialogs at the start are set by environment variables, see `program-options.ts`.
 */
export function createScriptedAgent(options: ScriptedAgentOptions = {}): AgentV1 {
  const node = options.node ?? process.execPath;
  const program = options.program ?? scriptedAgentProgram();

  async function plan(request: AgentLaunchRequest, conversation: PlannedConversation): Promise<AgentLaunchPlan> {
    const settingsPath = join(request.privateDirectory, 'scripted-settings.json');
    await writePrivateFile(settingsPath, JSON.stringify(settings(), null, 2));
    const systemPromptPath = join(request.privateDirectory, 'scripted-system-prompt.md');
    if (request.systemPrompt !== null) await writePrivateFile(systemPromptPath, request.systemPrompt);
    const prompt = conversation.resumes ? null : request.prompt;
    const promptFits = prompt !== null && Buffer.byteLength(prompt) <= PROMPT_IN_COMMAND_MAX_BYTES;
    return {
      argv: [
        node,
        program,
        ...(conversation.resumes ? ['--resume', conversation.id] : ['--session-id', conversation.id]),
        '--settings',
        settingsPath,
        '--permission-mode',
        mapPermissionMode(request.permissionMode, MODES, 'The scripted agent'),
        ...(options.ownInterface === true ? ['--interface', scriptedInterfacePath(request.privateDirectory)] : []),
        ...(request.model === null ? [] : ['--model', request.model]),
        ...(request.systemPrompt === null ? [] : ['--system-prompt-file', systemPromptPath]),
        ...(promptFits ? ['--', prompt] : []),
      ],
      env: { [HOOK_SPOOL_VARIABLE]: request.spoolDirectory },
      promptInCommand: promptFits,
      agentSessionId: conversation.id,
      expectsSignals: true,
      readyWithinMs: READY_WITHIN_MS,
      resumes: conversation.resumes,
      notices: conversation.notices,
    };
  }

  return {
    specificationVersion: 'agent-v1',
    name: options.name ?? 'scripted',
    displayName: 'Scripted Agent',
    permissionModes: permissionModesOf(MODES),
    async check() {
      if (existsSync(program)) {
        return { level: 'ok', summary: 'The scripted agent is there.', path: program, version: '1.0.0', remedy: null, code: null };
      }
      const summary = `The scripted agent's program is missing: ${program}`;
      return { level: 'failed', summary, path: null, version: null, remedy: 'Build @ao/testing.', code: 'AGENT_NOT_INSTALLED' };
    },
    planLaunch: (request) => plan(request, { id: conversationIdOf(request), resumes: false, notices: [] }),
    planResume(request) {
      const known = request.agentSessionId;
      if (known !== null && existsSync(transcriptPathOf(scriptedHome(request.env), known))) {
        return plan(request, { id: known, resumes: true, notices: [] });
      }
      const notices = ['The earlier conversation was not found; the agent starts afresh.'];
      return plan(request, { id: conversationIdOf(request), resumes: false, notices });
    },
    interpretHook: interpretScriptedHook,
    readStatus: (request) => readScriptedStatus(request, scriptedHome(request.env)),
    readScreen: readScriptedScreen,
    composer: scriptedComposer,
    ...(options.ownInterface === true && scriptedInterface),
    answerRequest: answerScriptedRequest,
    releaseRequest: releaseScriptedRequest,
  };
}

/** Where the program keeps its notes in an environment. */
export function scriptedHome(env: Readonly<Record<string, string>>): string {
  return env['SCRIPTED_AGENT_HOME'] ?? join(env['HOME'] ?? homedir(), '.scripted-agent');
}

interface PlannedConversation {
  readonly id: string;
  readonly resumes: boolean;
  readonly notices: readonly string[];
}

/** One conversation per launch: planning a launch twice plans the same one. */
function conversationIdOf(request: AgentLaunchRequest | AgentResumeRequest): string {
  return `conversation-${request.sessionId}-${request.launchId}`;
}

function settings(): unknown {
  const telling = { hooks: [{ type: 'command', command: HOOK_COMMAND, timeout: 10 }] };
  const asking = { hooks: [{ type: 'command', command: HOOK_ASK_COMMAND, timeout: 24 * 60 * 60 }] };
  return { hooks: Object.fromEntries(SCRIPTED_HOOK_EVENTS.map((event) => [event, [event === 'PermissionRequest' ? asking : telling]])) };
}
