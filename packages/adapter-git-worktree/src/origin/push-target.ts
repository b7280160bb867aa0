import type { PushTarget } from '@ao/ports';
import type { GitClient } from '../git/git-client.ts';

/** Whose branch is asked about. */
export interface PushTargetRequest {
  readonly repositoryPath: string;
  readonly path: string | null;
  readonly branch: string | null;
}

/** Where a branch is pushed to when nobody says otherwise, by the rules of git; see `WorkspaceV1.pushTarget`. */
export async function findPushTarget(git: GitClient, request: PushTargetRequest, signal?: AbortSignal): Promise<PushTarget> {
  const { repositoryPath: cwd, branch } = request;
  const settings = [
    'config',
    '-z',
    '--get-regexp',
    '^(branch\\..*\\.(pushremote|remote)|remote\\.pushdefault|remote\\..*\\.(url|pushurl))$',
  ];
  const values = parseSettings((await git.run({ cwd, args: settings, signal })).stdout);
  const own = (name: string): string | undefined => (branch === null ? undefined : values.get(`branch.${branch}.${name}`));
  const chosen = [own('pushremote'), values.get('remote.pushdefault'), own('remote')].find((name) => name !== undefined && name !== '.');
  const remote = chosen ?? 'origin';
  if (!values.has(`remote.${remote}.url`) && !values.has(`remote.${remote}.pushurl`)) {
    // A branch may name an address itself.
    return { url: remote !== 'origin' && /[/:]/u.test(remote) ? remote : null };
  }
  // Git applies the rewritings of the user's configuration.
  const { exitCode, stdout } = await git.run({ cwd, args: ['remote', 'get-url', '--push', '--', remote], signal });
  return { url: exitCode === 0 ? stdout.split('\n')[0]?.trim() || null : null };
}

/** By name, in git's own spelling; the last of several counts. */
function parseSettings(listed: string): ReadonlyMap<string, string> {
  return new Map(
    listed.split('\0').flatMap((entry): [string, string][] => {
      const end = entry.indexOf('\n');
      return end < 0 ? [] : [[entry.slice(0, end), entry.slice(end + 1)]];
    }),
  );
}
