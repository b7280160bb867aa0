import { type AgentProgram, findProgram } from '@ao/adapter-kit';

/** How people get it. */
const INSTALL_HINT = 'Install it with `npm install -g @anthropic-ai/claude-code`, or see https://claude.com/claude-code.';

/** Folders that installers of Claude Code use beside the usual ones. */
const OWN_DIRECTORIES = ['~/.local/bin', '~/.claude/local', '~/.claude/bin'];

/**
 * Claude Code as a program.
 *
 * @param name - a name that is looked up, or an absolute path.
 */
export function claudeProgram(name: string): AgentProgram {
  return {
    displayName: 'Claude Code',
    // The oldest all this was seen to work with: it knows every hook this adapter asks for.
    minimumVersion: '2.1.197',
    installCommand: 'npm install -g @anthropic-ai/claude-code',
    updateCommand: 'claude update',
    find: (env) => findProgram(name, { env, extraDirectories: OWN_DIRECTORIES, displayName: 'Claude Code', installHint: INSTALL_HINT }),
  };
}
