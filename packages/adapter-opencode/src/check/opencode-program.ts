import { type AgentProgram, findProgram } from '@ao/adapter-kit';
import { createVersionReader } from './opencode-version.ts';

/** How people get it. */
const INSTALL_HINT = 'Install it with `npm install -g opencode-ai`, or see https://opencode.ai.';

/** Folders that installers of opencode use beside the usual ones. */
const OWN_DIRECTORIES = ['~/.opencode/bin'];

/**
 * opencode as a program.
 *
 * @param name - a name that is looked up, or an absolute path.
 */
export function opencodeProgram(name: string): AgentProgram {
  return {
    displayName: 'opencode',
    // What all this was seen to work with; older ones have other paths in their interface.
    minimumVersion: '1.18.0',
    installCommand: 'npm install -g opencode-ai',
    updateCommand: 'opencode upgrade',
    find: (env) => findProgram(name, { env, extraDirectories: OWN_DIRECTORIES, displayName: 'opencode', installHint: INSTALL_HINT }),
    readVersion: createVersionReader(),
  };
}
