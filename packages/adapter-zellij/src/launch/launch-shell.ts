import { constants } from 'node:fs';
import { access } from 'node:fs/promises';

const PLAIN_SHELL = ['/bin/sh'];
/** Where bash is, on systems that have one. */
const BASH_PATHS = ['/bin/bash', '/usr/bin/bash', '/usr/local/bin/bash'];
/** It must not take functions from the environment. */
const BASH_OPTIONS = ['-p'];

/**
 * The shell that runs the scripts of a launch. Some shells pass on only variables with a name they could have given themselves; for an
 * environment with others (`BASH_FUNC_which%%`, `npm_config_//registry…`) bash is taken, which passes on everything, where there is one.
 */
export async function chooseShell(env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  if (Object.keys(env).every((name) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name))) return PLAIN_SHELL;
  for (const path of BASH_PATHS) {
    const missing = await access(path, constants.X_OK).catch((error: unknown) => error);
    if (missing === undefined) return [path, ...BASH_OPTIONS];
  }
  return PLAIN_SHELL;
}
