import type { GitClient } from '../git/git-client.ts';
import { readRefs } from './repository-refs.ts';

/** What a repository tells, without asking any remote, about where new work usually starts. */
export interface OriginFacts {
  /** Of the remote named `origin`; null when there is none. */
  readonly url: string | null;
  /** The branch `origin/HEAD` stands for; null when that was never set. */
  readonly headBranch: string | null;
  /** `init.defaultBranch` of the configuration. */
  readonly initialBranch: string | null;
  /** Which of the refs main and master, here and of origin, exist. */
  readonly usualRefs: ReadonlySet<string>;
}

/** Names people give their main branch when neither the remote nor the configuration tells. */
export const USUAL_NAMES = ['main', 'master'] as const;

const REMOTE_HEAD = 'refs/remotes/origin/HEAD';
const REMOTE_PREFIX = 'refs/remotes/origin/';
const USUAL_REFS = USUAL_NAMES.flatMap((name) => [`${REMOTE_PREFIX}${name}`, `refs/heads/${name}`]);

/** Reads all of it with two runs of git, side by side. */
export async function readOrigin(git: GitClient, cwd: string, signal?: AbortSignal): Promise<OriginFacts> {
  const settings = ['config', '-z', '--get-regexp', '^(remote\\.origin\\.url|init\\.defaultbranch)$'];
  const [config, refs] = await Promise.all([
    git.run({ cwd, args: settings, signal }),
    readRefs(git, cwd, [REMOTE_HEAD, ...USUAL_REFS], signal),
  ]);
  const target = refs.find((ref) => ref.name === REMOTE_HEAD)?.target ?? null;
  return {
    url: lastValue(config.stdout, 'remote.origin.url'),
    headBranch: target?.startsWith(REMOTE_PREFIX) === true ? target.slice(REMOTE_PREFIX.length) : null,
    initialBranch: lastValue(config.stdout, 'init.defaultbranch'),
    usualRefs: new Set(refs.map(({ name }) => name)),
  };
}

/** The value that counts of a setting that may be given several times. */
function lastValue(listed: string, name: string): string | null {
  const entries = listed.split('\0').filter((entry) => entry.startsWith(`${name}\n`));
  return entries.at(-1)?.slice(name.length + 1) || null;
}
