import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { AoError } from '@ao/domain';
import type { ToolCheck } from '@ao/ports';
import type { GitClient } from './git-client.ts';
import { requireGitVersion } from './git-version.ts';

/** Tells whether the git of this workspace can be used. */
export async function checkGit(git: GitClient, gitPath: string, signal?: AbortSignal): Promise<ToolCheck> {
  const path = await findProgram(gitPath);
  try {
    const version = await requireGitVersion(git, signal);
    return { level: 'ok', summary: `git ${version}`, path, version, remedy: null, code: null };
  } catch (error) {
    signal?.throwIfAborted();
    if (!AoError.isInstance(error)) throw error;
    const version = typeof error.details.version === 'string' ? error.details.version : null;
    return { level: 'failed', summary: error.message, path, version, remedy: 'Install git 2.31 or newer.', code: error.code };
  }
}

async function findProgram(name: string): Promise<string | null> {
  const candidates = isAbsolute(name) ? [name] : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
  for (const candidate of candidates) {
    const usable = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (usable) return candidate;
  }
  return null;
}
