import type { GitClient } from '../git/git-client.ts';
import { resolveObjects } from '../git/object-resolver.ts';

/** What a work tree is compared with. */
export interface ComparedCommit {
  /** A commit, or an empty tree where there is no commit at all. */
  readonly treeish: string;
  /** True when it is the commit that was asked for. */
  readonly isBase: boolean;
}

/** The base if it (still) exists, else HEAD, else nothing: then every file is new. */
export async function findComparedCommit(
  git: GitClient,
  cwd: string,
  baseCommit: string | null,
  signal?: AbortSignal,
): Promise<ComparedCommit> {
  const base = baseCommit === null ? '' : `${baseCommit}^{commit}`;
  const objects = await resolveObjects(git, cwd, [base, 'HEAD^{commit}'], signal);
  const found = objects.get(base);
  if (found !== undefined) return { treeish: found, isBase: true };
  const head = objects.get('HEAD^{commit}');
  if (head !== undefined) return { treeish: head, isBase: false };
  const empty = await git.text({ cwd, args: ['hash-object', '-t', 'tree', '--stdin'], signal });
  return { treeish: empty.trim(), isBase: false };
}

/** Options that make `git diff` print the same whatever the configuration of the user. */
export const PLAIN_DIFF = ['--no-ext-diff', '--no-textconv', '--no-color', '--find-renames', '--ignore-submodules=none'];
