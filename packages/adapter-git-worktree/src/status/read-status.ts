import type { GitClient } from '../git/git-client.ts';
import { parseStatus, type WorktreeStatus } from './parse-status.ts';

/** Whether submodules are looked into. In a folder that was moved they cannot be: they know the path of their work tree. */
export type SubmoduleCare = 'look' | 'ignore';

/** Reads the status of a work tree without writing anything, not even a fresher index. */
export async function readStatus(
  git: GitClient,
  workTree: string,
  submodules: SubmoduleCare,
  signal?: AbortSignal,
): Promise<WorktreeStatus> {
  const what = [
    '--untracked-files=all',
    '--ignored=matching',
    '--no-renames',
    `--ignore-submodules=${submodules === 'look' ? 'none' : 'all'}`,
  ];
  const args = ['--no-optional-locks', 'status', '--porcelain=v2', '-z', '--branch', '--no-ahead-behind', ...what];
  return parseStatus(await git.byteText({ cwd: workTree, args, signal }));
}
