import { type AgentProgram, findProgram } from '@ao/adapter-kit';

/** How people get it. */
const INSTALL_HINT = 'Install it with `npm install -g @openai/codex`, or see https://developers.openai.com/codex/cli.';

/**
 * Codex as a program.
 *
 * @param name - a name that is looked up, or an absolute path.
 */
export function codexProgram(name: string): AgentProgram {
  return {
    displayName: 'Codex',
    // Older ones were not looked at; hooks and `--no-daemon` are young.
    minimumVersion: '0.169.0',
    installCommand: 'npm install -g @openai/codex',
    updateCommand: 'codex update',
    find: (env) => findProgram(name, { env, extraDirectories: ['~/.codex/bin'], displayName: 'Codex', installHint: INSTALL_HINT }),
  };
}
