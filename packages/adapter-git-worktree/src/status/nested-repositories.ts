import { dirname, join } from 'node:path';
import { type CommandResult, runCommand } from '@ao/adapter-kit';
import type { GitClient } from '../git/git-client.ts';
import { readRegistration } from '../worktree/worktree-registration.ts';
import { splitByZero } from './byte-path.ts';

const FIND_TIMEOUT_MS = 20_000;
/** Build tools check out dozens of dependencies as repositories; more than this is not looked through. */
const MOST_REPOSITORIES = 60;
const LOOKED_AT_TOGETHER = 4;

/**
 * Looks at every repository inside a worktree: submodules, clones made by build tools, worktrees and repositories an agent made. Answers
 * why the worktree must not go, as in `sub holds changes`, or null when all they hold is stored elsewhere.
 */
export async function findUnsafeRepository(git: GitClient, workTree: string, signal?: AbortSignal): Promise<string | null> {
  const found = await runCommand({
    argv: ['find', '.', '-mindepth', '2', '-name', '.git', '-prune', '-print0'],
    cwd: workTree,
    timeoutMs: FIND_TIMEOUT_MS,
    maxOutputBytes: 8 * 1024 * 1024,
    signal,
  });
  if (found.outcome === 'aborted') throw signal?.reason;
  if (found.outcome === 'timed_out') return 'it is too large to be looked through';
  // One byte per character, as all paths; a repository whose path is not UTF-8 cannot be entered and counts as unsafe.
  const folders = splitByZero(found.stdoutBytes.toString('utf8')).map((path) => dirname(path).replace(/^\.\//u, ''));
  if (folders.length > MOST_REPOSITORIES) return `it holds ${folders.length} other repositories`;
  for (let index = 0; index < folders.length; index += LOOKED_AT_TOGETHER) {
    const reasons = await Promise.all(
      folders.slice(index, index + LOOKED_AT_TOGETHER).map(async (folder) => {
        const reason = await whyUnsafe(git, join(workTree, folder), signal);
        return reason === null ? null : `${folder} ${reason}`;
      }),
    );
    const first = reasons.find((reason) => reason !== null);
    if (first !== undefined) return first;
  }
  return null;
}

/** What a repository holds that is nowhere else; null when nothing. */
async function whyUnsafe(git: GitClient, folder: string, signal?: AbortSignal): Promise<string | null> {
  if ((await readRegistration(folder)) !== null) return 'is another worktree';
  // A damaged repository must not make git answer for the one around it.
  const env = { GIT_CEILING_DIRECTORIES: dirname(folder) };
  const run = (args: readonly string[]): Promise<CommandResult | null> =>
    git.run({ cwd: folder, args, env, signal }).catch((error: unknown) => {
      if (signal?.aborted === true) throw error;
      return null;
    });
  const [changes, commits, stash] = await Promise.all([
    run(['--no-optional-locks', 'status', '--porcelain', '--untracked-files=all', '--ignore-submodules=none']),
    run(['rev-list', '--count', 'HEAD', '--branches', '--not', '--remotes', '--tags']),
    run(['rev-parse', '--verify', '--quiet', 'refs/stash']),
  ]);
  if (changes?.exitCode !== 0) return 'is another repository that cannot be examined';
  if (changes.stdout !== '') return 'is another repository, with changes';
  if (commits?.stdout.trim() !== '0') return 'is another repository, with commits that are not pushed';
  return stash?.exitCode === 0 ? 'is another repository, with stashed changes' : null;
}
