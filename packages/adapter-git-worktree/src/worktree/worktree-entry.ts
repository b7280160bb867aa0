import { rmdir } from 'node:fs/promises';
import type { Clock } from '@ao/ports';
import type { GitClient } from '../git/git-client.ts';
import { describeGitFailure } from '../git/git-failure.ts';
import { runDespiteLocks } from '../git/git-lock-retry.ts';

/**
 * Makes a repository forget a worktree whose folder is gone, or empty. Only this one: `git worktree prune` would also forget worktrees of
 * other people whose folder is just not mounted now. Forgetting what is not known is success.
 */
export async function forgetWorktree(git: GitClient, clock: Clock, commonDirectory: string, worktreePath: string): Promise<void> {
  // git does not forget a worktree whose folder is there without its contents. A folder with contents stays, and git refuses.
  await rmdir(worktreePath).catch(() => undefined);
  // Twice `--force` because ours are locked.
  const args = ['worktree', 'remove', '--force', '--force', '--', worktreePath];
  const result = await runDespiteLocks(git, clock, { cwd: commonDirectory, args });
  if (result.exitCode !== 0 && !result.stderr.includes('is not a working tree')) throw describeGitFailure(args, result);
}
