import type { GitClient } from '../git/git-client.ts';
import { resolveObjects } from '../git/object-resolver.ts';
import { type OriginFacts, USUAL_NAMES } from './origin-facts.ts';

/**
 * The branch new work starts from: what the remote calls its default, else main or master of the remote, else `init.defaultBranch`, main or
 * master here, else what is checked out. Null when none of them has a commit.
 */
export async function findDefaultBranch(git: GitClient, cwd: string, origin: OriginFacts, signal?: AbortSignal): Promise<string | null> {
  const { headBranch, initialBranch, usualRefs } = origin;
  const ofOrigin = headBranch ?? USUAL_NAMES.find((name) => usualRefs.has(`refs/remotes/origin/${name}`));
  if (ofOrigin !== undefined) return ofOrigin;
  if (initialBranch !== null && (await isLocalBranch(git, cwd, initialBranch, signal))) return initialBranch;
  const usual = USUAL_NAMES.find((name) => usualRefs.has(`refs/heads/${name}`));
  if (usual !== undefined) return usual;
  const current = await readCurrentBranch(git, cwd, signal);
  return current !== null && (await isLocalBranch(git, cwd, current, signal)) ? current : null;
}

/** The branch checked out in a work tree, also one without a commit yet; null when HEAD is detached. */
export async function readCurrentBranch(git: GitClient, workTree: string, signal?: AbortSignal): Promise<string | null> {
  const result = await git.run({ cwd: workTree, args: ['symbolic-ref', '--quiet', '--short', 'HEAD'], signal });
  return result.exitCode === 0 ? result.stdout.trim() : null;
}

async function isLocalBranch(git: GitClient, cwd: string, name: string, signal?: AbortSignal): Promise<boolean> {
  return (await resolveObjects(git, cwd, [`refs/heads/${name}`], signal)).size > 0;
}
