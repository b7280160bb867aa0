import { findProgram } from '@ao/adapter-kit';
import type { Environment } from '../config/claude-config.ts';

/** How people get it. */
const INSTALL_HINT = 'Install it with `npm install -g @anthropic-ai/claude-code`, or see https://claude.com/claude-code.';

/** Folders that installers of Claude Code use beside the usual ones. */
const OWN_DIRECTORIES = ['~/.local/bin', '~/.claude/local', '~/.claude/bin'];

/**
 * The absolute path of Claude Code.
 *
 * @throws AoError `AGENT_NOT_INSTALLED` or `AGENT_NOT_EXECUTABLE`.
 */
export function findClaude(program: string, env: Environment): Promise<string> {
  return findProgram(program, { env, extraDirectories: OWN_DIRECTORIES, displayName: 'Claude Code', installHint: INSTALL_HINT });
}
