import type { AgentV1 } from '@ao/ports';
import { checkOpencode } from './check/check-opencode.ts';
import { checkOpencodeInterface } from './check/check-opencode-interface.ts';
import { opencodeProgram } from './check/opencode-program.ts';
import { opencodeComposer } from './composer/opencode-composer.ts';
import { answerOpencodeRequest } from './deliver/answer-request.ts';
import { deliverMessage } from './deliver/deliver-message.ts';
import { interruptTurn } from './deliver/interrupt-turn.ts';
import { followOpencode } from './follow/follow-opencode.ts';
import { createPortSource } from './launch/free-port.ts';
import { OPENCODE_PERMISSION_MODES } from './launch/permission-settings.ts';
import { planOpencodeLaunch, planOpencodeResume } from './launch/plan-opencode-launch.ts';
import { readOpencodeScreen } from './screen/read-opencode-screen.ts';

/** What may be set about opencode. */
export interface OpencodeAgentOptions {
  /** The program: a name that is looked up, or an absolute path. Default `opencode`. */
  readonly program?: string | undefined;
  /** The wall clock. Default: that of this machine. */
  readonly now?: (() => number) | undefined;
}

/**
 * opencode as an agent of ao.
 *
 * - its terminal runs with its own server on the loopback interface, behind a password of this launch: that tells what it does,
 *   takes messages and answers
 * - conversations are resumed by their id, with history and without repeating the first prompt
 * - the worktree and the person's configuration are never written
 */
export function createOpencodeAgent(options: OpencodeAgentOptions = {}): AgentV1 {
  const now = options.now ?? (() => Date.now());
  const setting = { program: opencodeProgram(options.program ?? 'opencode'), now, freePort: createPortSource({ now }) };
  return {
    specificationVersion: 'agent-v1',
    name: 'opencode',
    displayName: 'opencode',
    permissionModes: OPENCODE_PERMISSION_MODES,
    check: (request, signal) => checkOpencode(setting.program, request.env, signal),
    checkSignals: (request, signal) => checkOpencodeInterface(setting, request, signal),
    planLaunch: (request, signal) => planOpencodeLaunch(setting, request, signal),
    planResume: (request, signal) => planOpencodeResume(setting, request, signal),
    readScreen: readOpencodeScreen,
    composer: opencodeComposer,
    follow: (contact, listener, signal) => followOpencode(setting, contact, listener, signal),
    deliver: deliverMessage,
    interrupt: interruptTurn,
    answerRequest: answerOpencodeRequest,
  };
}
