import type { GitClient } from '../git/git-client.ts';
import type { WorktreeStatus } from '../status/parse-status.ts';

/** What of a worktree's history is stored where. */
export interface CommitCounts {
  /** Commits that neither a remote nor the base has. */
  readonly unpushedCommits: number;
  /** Commits of a detached HEAD that no branch, tag or remote has: removing the worktree would lose them. */
  readonly looseCommits: number;
  /** Stashes made on the branch; all worktrees of a repository share them. */
  readonly stashes: number;
}

/** Counts the commits a worktree has of its own. */
export async function countCommits(
  git: GitClient,
  request: { readonly cwd: string; readonly status: WorktreeStatus; readonly baseCommit: string | null },
  signal?: AbortSignal,
): Promise<CommitCounts> {
  const { cwd, status, baseCommit } = request;
  const count = async (args: readonly string[]): Promise<number> => {
    const result = await git.text({ cwd, args: ['rev-list', '--count', '--ignore-missing', ...args], signal });
    return Number(result.trim());
  };
  const notBase = baseCommit === null ? [] : [`^${baseCommit}`];
  const [unpushedCommits, looseCommits, stashes] = await Promise.all([
    status.headCommit === null ? 0 : count(['HEAD', '--not', '--remotes', '--not', ...notBase]),
    status.headCommit === null || status.headBranch !== null ? 0 : count(['HEAD', '--not', '--branches', '--tags', '--remotes']),
    countStashes(git, cwd, status.headBranch, signal),
  ]);
  return { unpushedCommits, looseCommits, stashes };
}

async function countStashes(git: GitClient, cwd: string, branch: string | null, signal?: AbortSignal): Promise<number> {
  if (branch === null) return 0;
  const listed = await git.run({ cwd, args: ['log', '--walk-reflogs', '--max-count=100', '--format=%gs', 'refs/stash', '--'], signal });
  if (listed.exitCode !== 0) return 0;
  return listed.stdout.split('\n').filter((line) => line.startsWith(`WIP on ${branch}:`) || line.startsWith(`On ${branch}:`)).length;
}
