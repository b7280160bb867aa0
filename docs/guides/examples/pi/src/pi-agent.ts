import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import {
  type AgentProgram,
  checkAgentProgram,
  findProgram,
  HOOK_COMMAND,
  mapPermissionMode,
  runCommand,
  writePrivateFile,
} from '@ao/adapter-kit';
import type { AgentLaunchPlan, AgentLaunchRequest, AgentV1, ToolCheck } from '@ao/ports';
import { checkPiSignals } from './pi-signals-check.ts';
import { piComposer } from './pi-composer.ts';
import { findConversation, readPiStatus } from './pi-conversations.ts';
import { interpretPiHook } from './pi-hooks.ts';
import { readPiScreen } from './pi-screen.ts';

const EXTENSION = fileURLToPath(new URL('../ao-extension.mjs', import.meta.url));

const PI: AgentProgram = {
  displayName: 'Pi',
  minimumVersion: '0.73.0',
  installCommand: 'npm install -g @mariozechner/pi-coding-agent',
  updateCommand: 'pi update self',
  find: (env) =>
    findProgram('pi', { env, displayName: 'Pi', installHint: 'Install it with `npm install -g @mariozechner/pi-coding-agent`.' }),
};

/** Pi asks for nothing, whatever it does: its own default is the only mode it has. */
const PERMISSION_MODES = { default: true } as const;

const LIST_WITHIN_MS = 10_000;
const PROMPT_MAX_BYTES = 100_000;

/** Pi as an agent of ao. What `AO_AGENT_MODULES` loads has to export a function of this name. */
export function createAgent(): AgentV1 {
  return {
    specificationVersion: 'agent-v1',
    name: 'pi',
    displayName: 'Pi',
    permissionModes: ['default'],
    check: ({ env }, signal) => check(env, signal),
    checkSignals: (request, signal) => checkPiSignals({ program: PI, extension: EXTENSION }, request, signal),
    planLaunch: (request) => plan(request, { conversation: null, notices: [] }),
    async planResume(request) {
      const conversation = await findConversation(request.agentSessionId, request);
      const notices = conversation === null ? ['Its conversation was not found; Pi starts a new one.'] : [];
      return plan(request, { conversation, notices });
    },
    interpretHook: interpretPiHook,
    readStatus: readPiStatus,
    readScreen: readPiScreen,
    composer: piComposer,
  };
}

async function check(env: Readonly<Record<string, string>>, signal: AbortSignal | undefined): Promise<ToolCheck> {
  const found = await checkAgentProgram(PI, env, signal);
  if (found.type === 'unusable') return found.check;
  const { path, version } = found;
  const listed = await runCommand({ argv: [path, '--offline', '--list-models'], env, timeoutMs: LIST_WITHIN_MS, signal });
  if (listed.exitCode === 0 && !/^No models available/m.test(listed.stdout + listed.stderr)) {
    return { level: 'ok', summary: `Pi ${version} is installed and has a model.`, path, version, remedy: null, code: null };
  }
  const summary = `Pi is installed (${version}) but has no model to talk to.`;
  return { level: 'failed', summary, path, version, remedy: 'Run `pi` and log in with `/login`.', code: 'AGENT_NOT_LOGGED_IN' };
}

interface PlanOptions {
  /** The file of the conversation that is continued; null for a new one. */
  readonly conversation: string | null;
  readonly notices: readonly string[];
}

async function plan(request: AgentLaunchRequest, { conversation, notices }: PlanOptions): Promise<AgentLaunchPlan> {
  mapPermissionMode(request.permissionMode, PERMISSION_MODES, 'Pi');
  const path = await PI.find(request.env);
  const prompt = request.prompt !== null && fitsIntoCommand(request.prompt) ? request.prompt : null;
  return {
    argv: [
      path,
      '--extension',
      EXTENSION,
      ...(conversation === null ? [] : ['--session', conversation]),
      ...(request.model === null ? [] : ['--model', request.model]),
      ...(await systemPromptFlags(request)),
      ...(prompt === null ? [] : [prompt]),
    ],
    env: { AO_PI_HOOK: HOOK_COMMAND },
    promptInCommand: prompt !== null,
    agentSessionId: conversation === null ? null : conversationIdOf(conversation),
    expectsSignals: true,
    readyWithinMs: 30_000,
    resumes: conversation !== null,
    notices,
  };
}

/** As an argument `-x` would be a flag, `@x` a file, and `/x` perhaps a command; those are typed, where the composer's rules hold. */
function fitsIntoCommand(prompt: string): boolean {
  return !/^\s*[-@/!]/.test(prompt) && prompt.trim() !== '' && Buffer.byteLength(prompt) <= PROMPT_MAX_BYTES;
}

/** As a file: an argument has a limit, and a text that happens to be a path would be read. */
async function systemPromptFlags({ systemPrompt, privateDirectory }: AgentLaunchRequest): Promise<readonly string[]> {
  if (systemPrompt === null) return [];
  const file = join(privateDirectory, 'pi-system-prompt.md');
  await writePrivateFile(file, systemPrompt);
  return ['--append-system-prompt', file];
}

function conversationIdOf(path: string): string | null {
  return /_([0-9a-f-]{36})\.jsonl$/.exec(path)?.[1] ?? null;
}
