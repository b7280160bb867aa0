import { findProgram } from '@ao/adapter-kit';
import type { Environment } from '../launch/opencode-environment.ts';

/** How people get it. */
const INSTALL_HINT = 'Install it with `npm install -g opencode-ai`, or see https://opencode.ai.';

/** Folders that installers of opencode use beside the usual ones. */
const OWN_DIRECTORIES = ['~/.opencode/bin'];

/**
 * The absolute path of opencode.
 *
 * @throws AoError `AGENT_NOT_INSTALLED` or `AGENT_NOT_EXECUTABLE`.
 */
export function findOpencode(program: string, env: Environment): Promise<string> {
  return findProgram(program, { env, extraDirectories: OWN_DIRECTORIES, displayName: 'opencode', installHint: INSTALL_HINT });
}
