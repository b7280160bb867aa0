import type { GitClient } from '../git/git-client.ts';

/** One branch, local or of a remote. */
export interface RepositoryRef {
  /** Full name, as in `refs/heads/main`. */
  readonly name: string;
  /** The commit; for a tag the tag object. */
  readonly objectId: string;
  /** What a symbolic ref points to, else null. */
  readonly target: string | null;
  /** Where it is checked out; null when nowhere. */
  readonly worktreePath: string | null;
}

const FORMAT = ['%(refname)', '%(objectname)', '%(symref)', '%(worktreepath)'].join('%00');

/** Reads the refs that match the patterns: a full name, or everything beneath it. */
export async function readRefs(
  git: GitClient,
  cwd: string,
  patterns: readonly string[],
  signal?: AbortSignal,
): Promise<readonly RepositoryRef[]> {
  const listed = await git.text({ cwd, args: ['for-each-ref', `--format=${FORMAT}`, ...patterns], signal });
  return listed.split('\n').flatMap((line) => {
    const [name, objectId, target, worktreePath] = line.split('\0');
    if (!name || !objectId) return [];
    return [{ name, objectId, target: target || null, worktreePath: worktreePath || null }];
  });
}
