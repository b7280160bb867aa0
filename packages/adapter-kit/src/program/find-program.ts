import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { AoError } from '@ao/domain';
import { wellKnownProgramDirectories } from './well-known-directories.ts';

/** Where to look, and what to say when nothing is found. */
export interface FindProgramOptions {
  /** The environment the program will get; PATH and HOME are read from it. */
  readonly env: Readonly<Record<string, string>>;
  /** Folders of this program alone, tried after PATH and before the well-known ones; `~/` stands for HOME. */
  readonly extraDirectories?: readonly string[] | undefined;
  /** Folder a name with a slash is relative to. Without it only absolute paths are taken. */
  readonly directory?: string | undefined;
  /** Name for people. Default: the program's name. */
  readonly displayName?: string | undefined;
  /** How to install it, as a sentence. */
  readonly installHint?: string | undefined;
}

/**
 * The absolute path of a program: on PATH, else in folders of its own, else where installers put things. Relative entries of PATH
 * are passed over: they would name a file of the worktree.
 *
 * @throws AoError `AGENT_NOT_INSTALLED` when no such file exists, `AGENT_NOT_EXECUTABLE` when it exists but may not be executed.
 */
export async function findProgram(name: string, options: FindProgramOptions): Promise<string> {
  const blocked: string[] = [];
  for (const path of await candidates(name, options)) {
    const state = await stateOf(path);
    if (state === 'executable') return path;
    if (state === 'blocked') blocked.push(path);
  }
  const displayName = options.displayName ?? name;
  const [path] = blocked;
  if (path !== undefined) {
    throw new AoError('AGENT_NOT_EXECUTABLE', {
      message: `${displayName} was found at ${path}, but it cannot be executed. Correct its permissions, for example with \`chmod +x\`.`,
      details: { program: name, path },
    });
  }
  const hint = options.installHint === undefined ? '' : ` ${options.installHint}`;
  throw new AoError('AGENT_NOT_INSTALLED', {
    message: `${displayName} is not installed: no program "${name}" on PATH or in the usual places.${hint}`,
    details: { program: name },
  });
}

async function candidates(name: string, options: FindProgramOptions): Promise<readonly string[]> {
  if (name === '') return [];
  if (isAbsolute(name)) return [name];
  if (name.includes('/')) return options.directory === undefined ? [] : [resolve(options.directory, name)];
  const home = options.env['HOME'] ?? '';
  const onPath = (options.env['PATH'] ?? '').split(':').filter((folder) => isAbsolute(folder));
  const own = (options.extraDirectories ?? []).map((folder) => folder.replace(/^~(?=\/)/, home));
  const usual = home === '' ? [] : await wellKnownProgramDirectories(home);
  return [...new Set([...onPath, ...own, ...usual])].map((folder) => join(folder, name));
}

async function stateOf(path: string): Promise<'executable' | 'blocked' | 'missing'> {
  try {
    if (!(await stat(path)).isFile()) return 'missing';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'blocked' : 'missing';
  }
  try {
    await access(path, constants.X_OK);
    return 'executable';
  } catch {
    return 'blocked';
  }
}
