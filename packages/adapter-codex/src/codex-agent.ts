import type { AgentV1 } from '@ao/ports';
import { checkCodex } from './check/check-codex.ts';
import { checkCodexHooks } from './check/check-codex-hooks.ts';
import { codexProgram } from './check/codex-program.ts';
import { codexComposer } from './composer/codex-composer.ts';
import { createHookFingerprints } from './hooks/hook-fingerprints.ts';
import { interpretCodexHook } from './hooks/interpret-codex-hook.ts';
import { CODEX_PERMISSION_MODES } from './launch/permission-flags.ts';
import { planCodexLaunch, planCodexResume } from './launch/plan-codex-launch.ts';
import { answerCodexRequest, releaseCodexRequest } from './requests/answer-codex-request.ts';
import { readCodexScreen } from './screen/read-codex-screen.ts';
import { readCodexStatus } from './status/read-codex-status.ts';

/** What may be set about Codex. */
export interface CodexAgentOptions {
  /** The program: a name that is looked up, or an absolute path. Default `codex`. */
  readonly program?: string | undefined;
}

/**
 * Codex as an agent of ao.
 *
 * - conversations get their id from Codex, with their first prompt, and are resumed by it with history and without repeating the prompt
 * - everything is given by flags; neither the worktree nor `~/.codex` is written
 * - reports by hooks that are trusted by their hash, and no others with them; its record of the conversation tells of failed turns
 */
export function createCodexAgent(options: CodexAgentOptions = {}): AgentV1 {
  const setting = { program: codexProgram(options.program ?? 'codex'), fingerprints: createHookFingerprints() };
  return {
    specificationVersion: 'agent-v1',
    name: 'codex',
    displayName: 'Codex',
    permissionModes: CODEX_PERMISSION_MODES,
    check: (request, signal) => checkCodex(setting.program, request.env, signal),
    checkSignals: (request, signal) => checkCodexHooks(setting.program, request, signal),
    planLaunch: (request, signal) => planCodexLaunch(setting, request, signal),
    planResume: (request, signal) => planCodexResume(setting, request, signal),
    interpretHook: interpretCodexHook,
    readStatus: (request) => readCodexStatus(request),
    readScreen: readCodexScreen,
    composer: codexComposer,
    hidesRequests: true,
    answerRequest: answerCodexRequest,
    releaseRequest: releaseCodexRequest,
  };
}
