import { AoError } from '@ao/domain';
import type { GitClient } from './git-client.ts';

/** The oldest git that has everything this adapter uses (`rev-parse --path-format`). */
export const MINIMUM_GIT_VERSION = '2.31.0';

/** Reads the number out of `git version 2.39.5 (Apple Git-154)`; null when there is none. */
export function parseGitVersion(text: string): string | null {
  return /\b(\d+\.\d+(?:\.\d+)*)/u.exec(text)?.[1] ?? null;
}

/** Whether a version is at least another one, number by number. */
export function isAtLeastVersion(version: string, minimum: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, wanted] of minimum.split('.').map(Number).entries()) {
    const part = parts[index] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

/** Answers the version of git; rejects with `GIT_NOT_FOUND` or `GIT_TOO_OLD`. */
export async function requireGitVersion(git: GitClient, signal?: AbortSignal): Promise<string> {
  const said = await git.text({ cwd: '/', args: ['--version'], timeoutMs: 10_000, signal });
  const version = parseGitVersion(said);
  if (version !== null && isAtLeastVersion(version, MINIMUM_GIT_VERSION)) return version;
  throw new AoError('GIT_TOO_OLD', {
    message: `git ${version ?? said.trim()} is too old. Install git ${MINIMUM_GIT_VERSION.replace(/\.0$/u, '')} or newer.`,
    details: { version: version ?? said.trim(), minimum: MINIMUM_GIT_VERSION },
  });
}
