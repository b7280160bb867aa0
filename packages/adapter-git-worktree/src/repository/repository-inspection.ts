import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { RepositoryFacts } from '@ao/ports';
import type { GitClient } from '../git/git-client.ts';
import { findDefaultBranch, readCurrentBranch } from './default-branch.ts';
import { readOrigin } from './origin-facts.ts';
import { locateRepository, type RepositoryLocation } from './repository-location.ts';

/** Looks at the repository a folder belongs to; see `WorkspaceV1.inspectRepository`. */
export async function inspectRepository(git: GitClient, folder: string, signal?: AbortSignal): Promise<RepositoryFacts> {
  const location = await locateRepository(git, folder, signal);
  const rootPath = await findMainWorkTree(git, location, signal);
  const [origin, currentBranch, hasCommits, hasSubmodules] = await Promise.all([
    readOrigin(git, rootPath, signal),
    readCurrentBranch(git, rootPath, signal),
    hasAnyCommit(git, rootPath, signal),
    access(join(rootPath, '.gitmodules')).then(
      () => true,
      () => false,
    ),
  ]);
  const defaultBranch = hasCommits ? await findDefaultBranch(git, rootPath, origin, signal) : null;
  const { commonDirectory: gitDirectory } = location;
  return { rootPath, gitDirectory, originUrl: origin.url, defaultBranch, currentBranch, hasCommits, hasSubmodules };
}

/** The main work tree of a linked one. Worktrees of a bare repository have none: there the given one stands for it. */
async function findMainWorkTree(git: GitClient, location: RepositoryLocation, signal?: AbortSignal): Promise<string> {
  if (!location.linked) return location.workTree;
  const listed = await git.text({ cwd: location.workTree, args: ['worktree', 'list', '--porcelain'], signal });
  // The main one is always listed first.
  const [first = ''] = listed.split('\n\n');
  const path = /^worktree (.+)$/mu.exec(first)?.[1];
  return path === undefined || /^bare$/mu.test(first) ? location.workTree : path;
}

/** Whether any branch, here or of a remote, has a commit; HEAD alone may point to a branch that has none. */
export async function hasAnyCommit(git: GitClient, cwd: string, signal?: AbortSignal): Promise<boolean> {
  const args = ['for-each-ref', '--count=1', '--format=%(objectname)', 'refs/heads', 'refs/remotes'];
  if ((await git.text({ cwd, args, signal })).trim() !== '') return true;
  const head = await git.run({ cwd, args: ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], signal });
  return head.exitCode === 0;
}
