import { findProgram, mapPermissionMode } from '@ao/adapter-kit';
import { AoError, type Timestamp } from '@ao/domain';
import type { AgentLaunchPlan, AgentLaunchRequest, AgentV1, ToolCheck } from '@ao/ports';
import { commandComposer } from './command-composer.ts';
import { type CommandAgentRulesInput, parseCommandAgentRules } from './command-rules.ts';
import { readCommandScreen } from './read-command-screen.ts';

/** What may be set about a program run as an agent. */
export interface CommandAgentOptions {
  /** Name on the command line. Default `command`. */
  readonly name?: string | undefined;
  /** Name for people. Default `Command`. */
  readonly displayName?: string | undefined;
  /** Program and arguments of sessions that bring none. In an argument, `{prompt}` stands for the prompt. */
  readonly command?: readonly string[] | undefined;
  /** What its screen says about it. Without rules its screen is never read, and its activity stays unknown. */
  readonly rules?: CommandAgentRulesInput | undefined;
  /** The time, for rules about silence. Default: the system's. */
  readonly now?: (() => Timestamp) | undefined;
}

const PROMPT_PLACEHOLDER = '{prompt}';
const DEFAULT_READY_WITHIN_MS = 30_000;

/**
 * Any terminal program as an agent of ao.
 *
 * - it has no hooks: what is not read from its screen by rules is unknown, never guessed
 * - its conversation cannot be resumed: a restore starts it afresh
 *
 * @throws AoError `INVALID_CONFIGURATION` when the rules are wrong.
 */
export function createCommandAgent(options: CommandAgentOptions = {}): AgentV1 {
  const rules = options.rules === undefined ? null : parseCommandAgentRules(options.rules);
  const displayName = options.displayName ?? 'Command';
  const now = options.now ?? Date.now;

  async function planLaunch(request: AgentLaunchRequest): Promise<AgentLaunchPlan> {
    mapPermissionMode(request.permissionMode, { default: true }, displayName);
    const [program, ...args] = commandOf(request.command, options);
    const path = await findProgram(program, { env: request.env, directory: request.worktreePath });
    const takesPrompt = args.some((argument) => argument.includes(PROMPT_PLACEHOLDER));
    return {
      argv: [path, ...args.flatMap((argument) => withPrompt(argument, request.prompt))],
      env: {},
      promptInCommand: takesPrompt && request.prompt !== null,
      agentSessionId: null,
      expectsSignals: false,
      readyWithinMs: rules?.readyWithinMs ?? DEFAULT_READY_WITHIN_MS,
      resumes: false,
      notices: request.model === null ? [] : [`${displayName} takes no model; "${request.model}" was left out.`],
    };
  }

  return {
    specificationVersion: 'agent-v1',
    name: options.name ?? 'command',
    displayName,
    permissionModes: ['default'],
    check: (request) => checkCommand(request.command ?? options.command ?? request.command, displayName, request.env),
    planLaunch,
    ...(rules === null ? {} : { readScreen: (screen) => readCommandScreen(rules, screen, now()) }),
    composer: commandComposer(rules),
  };
}

function commandOf(given: readonly string[] | null, options: CommandAgentOptions): readonly [string, ...string[]] {
  const [program, ...args] = given !== null && given.length > 0 ? given : (options.command ?? []);
  if (program === undefined || program === '') throw new AoError('AGENT_COMMAND_REQUIRED');
  return [program, ...args];
}

function withPrompt(argument: string, prompt: string | null): readonly string[] {
  if (prompt === null && argument === PROMPT_PLACEHOLDER) return [];
  return [argument.replaceAll(PROMPT_PLACEHOLDER, () => prompt ?? '')];
}

async function checkCommand(
  command: readonly string[] | null | undefined,
  displayName: string,
  env: Readonly<Record<string, string>>,
): Promise<ToolCheck> {
  // Null: somebody wants to start a session and gave no command. Undefined: nobody wants to start anything yet.
  if (command === null) {
    const { code, message } = new AoError('AGENT_COMMAND_REQUIRED');
    return { level: 'failed', summary: message, path: null, version: null, remedy: null, code };
  }
  const [program] = command ?? [];
  if (program === undefined) {
    return { level: 'ok', summary: `${displayName} runs any terminal program.`, path: null, version: null, remedy: null, code: null };
  }
  // A path relative to the worktree cannot be judged before there is one.
  if (program.includes('/') && !program.startsWith('/')) {
    return { level: 'ok', summary: `${program} is looked for in the worktree.`, path: null, version: null, remedy: null, code: null };
  }
  try {
    const path = await findProgram(program, { env });
    return { level: 'ok', summary: `${program} is ${path}.`, path, version: null, remedy: null, code: null };
  } catch (error) {
    if (!AoError.isInstance(error)) throw error;
    const remedy = 'Install it, or give the absolute path of the program.';
    return { level: 'failed', summary: error.message, path: null, version: null, remedy, code: error.code };
  }
}
