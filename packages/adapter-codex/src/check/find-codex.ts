import { findProgram } from '@ao/adapter-kit';
import type { Environment } from '../config/environment.ts';

/** How people get it. */
const INSTALL_HINT = 'Install it with `npm install -g @openai/codex`, or see https://developers.openai.com/codex/cli.';

/**
 * The absolute path of Codex.
 *
 * @throws AoError `AGENT_NOT_INSTALLED` or `AGENT_NOT_EXECUTABLE`.
 */
export function findCodex(program: string, env: Environment): Promise<string> {
  return findProgram(program, { env, extraDirectories: ['~/.codex/bin'], displayName: 'Codex', installHint: INSTALL_HINT });
}
