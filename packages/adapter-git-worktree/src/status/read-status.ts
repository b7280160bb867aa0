import type { GitClient } from '../git/git-client.ts';
import { parseStatus, type WorktreeStatus } from './parse-status.ts';

/** Reads the status of a work tree without writing anything, not even a fresher index. */
export async function readStatus(git: GitClient, workTree: string, signal?: AbortSignal): Promise<WorktreeStatus> {
  const what = ['--untracked-files=all', '--ignored=matching', '--no-renames', '--ignore-submodules=none'];
  const args = ['--no-optional-locks', 'status', '--porcelain=v2', '-z', '--branch', '--no-ahead-behind', ...what];
  return parseStatus(await git.byteText({ cwd: workTree, args, signal }));
}
