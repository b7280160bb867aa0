import type { GitClient } from '../git/git-client.ts';
import { readRefs } from './repository-refs.ts';

/** What is known here about the remote named `origin`, without asking it. */
export interface OriginFacts {
  /** Null when there is no such remote. */
  readonly url: string | null;
  /** The branch `origin/HEAD` stands for; null when that was never set. */
  readonly headBranch: string | null;
}

const REMOTE_HEAD = 'refs/remotes/origin/HEAD';
const REMOTE_PREFIX = 'refs/remotes/origin/';

/** Reads what the repository knows about `origin`. */
export async function readOrigin(git: GitClient, cwd: string, signal?: AbortSignal): Promise<OriginFacts> {
  const [config, refs] = await Promise.all([
    git.run({ cwd, args: ['config', '--get', 'remote.origin.url'], signal }),
    readRefs(git, cwd, [REMOTE_HEAD], signal),
  ]);
  const target = refs.find((ref) => ref.name === REMOTE_HEAD)?.target ?? null;
  return {
    url: config.exitCode === 0 ? config.stdout.trim() : null,
    headBranch: target?.startsWith(REMOTE_PREFIX) === true ? target.slice(REMOTE_PREFIX.length) : null,
  };
}
