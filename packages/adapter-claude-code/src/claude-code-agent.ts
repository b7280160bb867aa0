import type { AgentV1 } from '@ao/ports';
import { checkClaudeCode } from './check/check-claude-code.ts';
import { checkClaudeHooks } from './check/check-claude-hooks.ts';
import { claudeProgram } from './check/claude-program.ts';
import { claudeComposer } from './composer/claude-composer.ts';
import { interpretClaudeHook } from './hooks/interpret-claude-hook.ts';
import { CLAUDE_PERMISSION_MODES } from './launch/permission-flag.ts';
import { planClaudeLaunch, planClaudeResume } from './launch/plan-claude-launch.ts';
import { answerClaudeRequest, releaseClaudeRequest } from './requests/answer-claude-request.ts';
import { readClaudeScreen } from './screen/read-claude-screen.ts';
import { readClaudeStatus } from './status/read-claude-status.ts';

/** What may be set about Claude Code. */
export interface ClaudeCodeAgentOptions {
  /** The program: a name that is looked up, or an absolute path. Default `claude`. */
  readonly program?: string | undefined;
  /** Whether agents run as root. Default: whether this process does. */
  readonly isRoot?: boolean | undefined;
}

/**
 * Claude Code as an agent of ao.
 *
 * - conversations have an id chosen at launch, and are resumed by it, with history and without repeating the first prompt
 * - reports by hooks that are given by a private settings file; the worktree and `~/.claude.json` are never written
 * - permissions and questions are answered by the hook that asks for them, never by keys
 * - a note Claude Code keeps about itself tells of interrupts, which run no hook
 */
export function createClaudeCodeAgent(options: ClaudeCodeAgentOptions = {}): AgentV1 {
  const setting = { program: claudeProgram(options.program ?? 'claude'), isRoot: options.isRoot ?? process.getuid?.() === 0 };
  return {
    specificationVersion: 'agent-v1',
    name: 'claude-code',
    displayName: 'Claude Code',
    permissionModes: CLAUDE_PERMISSION_MODES,
    check: (request, signal) => checkClaudeCode(setting.program, request.env, signal),
    checkSignals: (request, signal) => checkClaudeHooks(setting.program, request, signal),
    planLaunch: (request, signal) => planClaudeLaunch(setting, request, signal),
    planResume: (request, signal) => planClaudeResume(setting, request, signal),
    interpretHook: interpretClaudeHook,
    readStatus: (request) => readClaudeStatus(request),
    readScreen: readClaudeScreen,
    composer: claudeComposer,
    answerRequest: answerClaudeRequest,
    releaseRequest: releaseClaudeRequest,
  };
}
