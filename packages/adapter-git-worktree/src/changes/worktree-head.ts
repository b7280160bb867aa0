import type { WorktreeHead } from '@ao/ports';
import type { GitClient } from '../git/git-client.ts';
import { resolveObjects } from '../git/object-resolver.ts';
import { readRegistration } from '../worktree/worktree-registration.ts';
import type { ChangesRequest } from './worktree-changes.ts';

const HEAD = 'HEAD^{commit}';

/** Where a worktree stands; see `WorkspaceV1.head`. Two short calls of git, none of which looks at files. */
export async function readHead(git: GitClient, request: ChangesRequest, signal?: AbortSignal): Promise<WorktreeHead | null> {
  const { path: cwd, baseCommit } = request;
  // Without its registration git would answer for whatever repository lies around the folder.
  if ((await readRegistration(cwd)) === null) return null;
  const wanted = baseCommit === null ? '' : `${baseCommit}^{commit}`;
  const objects = await resolveObjects(git, cwd, [wanted, HEAD], signal);
  const commit = objects.get(HEAD);
  if (commit === undefined) return null;
  const base = objects.get(wanted);
  if (base === undefined) return { commit, commits: 0 };
  const counted = await git.text({ cwd, args: ['rev-list', '--count', `${base}..${commit}`], signal });
  return { commit, commits: Number(counted.trim()) };
}
