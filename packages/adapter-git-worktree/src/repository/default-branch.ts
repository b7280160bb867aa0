import type { GitClient } from '../git/git-client.ts';
import { resolveObjects } from '../git/object-resolver.ts';

/** Names people give their main branch when neither the remote nor the configuration tells. */
const USUAL_NAMES = ['main', 'master'];

/** What a default branch is looked for with. */
export interface DefaultBranchRequest {
  readonly cwd: string;
  /** The branch `origin/HEAD` stands for, when known. */
  readonly originHead: string | null;
  /** The branch checked out in the main work tree; the last resort. */
  readonly currentBranch: string | null;
}

/**
 * The branch new work starts from: what the remote calls its default, else main or master of the remote, else `init.defaultBranch`, main or
 * master here, else what is checked out. Null when none of them has a commit.
 */
export async function findDefaultBranch(git: GitClient, request: DefaultBranchRequest, signal?: AbortSignal): Promise<string | null> {
  if (request.originHead !== null) return request.originHead;
  const { cwd } = request;
  const configured = await git.run({ cwd, args: ['config', '--get', 'init.defaultBranch'], signal });
  const local = [configured.stdout.trim(), ...USUAL_NAMES, request.currentBranch ?? ''].filter((name) => name !== '');
  const candidates = [
    ...USUAL_NAMES.map((name) => ({ name, ref: `refs/remotes/origin/${name}` })),
    ...local.map((name) => ({ name, ref: `refs/heads/${name}` })),
  ];
  const existing = await resolveObjects(
    git,
    cwd,
    candidates.map(({ ref }) => ref),
    signal,
  );
  return candidates.find(({ ref }) => existing.has(ref))?.name ?? null;
}

/** The branch checked out in a work tree, also one without a commit yet; null when HEAD is detached. */
export async function readCurrentBranch(git: GitClient, workTree: string, signal?: AbortSignal): Promise<string | null> {
  const result = await git.run({ cwd: workTree, args: ['symbolic-ref', '--quiet', '--short', 'HEAD'], signal });
  return result.exitCode === 0 ? result.stdout.trim() : null;
}
