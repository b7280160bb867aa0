import { AoError } from '@ao/domain';
import type { Clock, WorkspaceRequest } from '@ao/ports';
import type { GitClient } from '../git/git-client.ts';
import { resolveObjects } from '../git/object-resolver.ts';
import { readCurrentBranch } from '../repository/default-branch.ts';
import { hasAnyCommit } from '../repository/repository-inspection.ts';
import { ageText } from './age-text.ts';
import type { RemoteState } from './remote-refresh.ts';
import type { FetchOutcome } from './short-fetch.ts';

/** What new work starts from. */
export interface BaseDecision {
  /** For people and for pull requests, as in `origin/main`. */
  readonly baseRef: string;
  readonly baseCommit: string;
  readonly notices: readonly string[];
  /** Set when both the remote and the local state of a default branch are known and differ: who wants may count what only the local one has. */
  readonly localRival: string | null;
}

/** Finds what a new branch starts from. Rejects with `BASE_NOT_FOUND` or `REPOSITORY_EMPTY`. */
export async function decideBase(
  context: { readonly git: GitClient; readonly clock: Clock; readonly cwd: string },
  request: WorkspaceRequest,
  remote: RemoteState,
  signal?: AbortSignal,
): Promise<BaseDecision> {
  return request.base === null
    ? decideDefaultBase(context, request, remote, signal)
    : decideGivenBase(context, request.base, remote, signal);
}

async function decideGivenBase(
  { git, cwd }: { readonly git: GitClient; readonly cwd: string },
  base: string,
  remote: RemoteState,
  signal?: AbortSignal,
): Promise<BaseDecision> {
  const candidates = [
    { ref: base, expression: `${base}^{commit}` },
    { ref: `origin/${base}`, expression: `refs/remotes/origin/${base}^{commit}` },
  ];
  const resolved = await resolveObjects(
    git,
    cwd,
    candidates.map(({ expression }) => expression),
    signal,
  );
  for (const { ref, expression } of candidates) {
    const commit = resolved.get(expression);
    if (commit !== undefined) return { baseRef: ref, baseCommit: commit, notices: [], localRival: null };
  }
  if (!(await hasAnyCommit(git, cwd, signal))) throw new AoError('REPOSITORY_EMPTY', { details: { path: cwd } });
  const hint =
    remote.url === null ? 'Give a branch, tag or commit of this repository.' : 'If it is new on the remote, run `git fetch` first.';
  throw new AoError('BASE_NOT_FOUND', { message: `There is no "${base}" to start from. ${hint}`, details: { base } });
}

async function decideDefaultBase(
  { git, clock, cwd }: { readonly git: GitClient; readonly clock: Clock; readonly cwd: string },
  request: WorkspaceRequest,
  remote: RemoteState,
  signal?: AbortSignal,
): Promise<BaseDecision> {
  const candidates = remote.defaultNames.flatMap((name) => {
    const local = { name, ref: name, full: `refs/heads/${name}` };
    const origin = { name, ref: `origin/${name}`, full: `refs/remotes/origin/${name}` };
    if (remote.url === null) return [local];
    return remote.fetched.get(name)?.kind === 'no_such_branch' ? [local, origin] : [origin, local];
  });
  const expressions = [...candidates.map(({ full }) => `${full}^{commit}`), 'HEAD^{commit}'];
  const resolved = await resolveObjects(git, cwd, expressions, signal);
  const notices: string[] = [];
  for (const { name, ref, full } of candidates) {
    const commit = resolved.get(`${full}^{commit}`);
    if (commit === undefined) continue;
    if (request.defaultBranch !== null && remote.defaultNames[0] !== name) {
      notices.push(`The configured default branch ${request.defaultBranch} does not exist: started from ${ref}.`);
    }
    const notice = staleness(ref, remote.fetched.get(name), clock);
    if (notice !== null) notices.push(notice);
    const rival = resolved.get(`refs/heads/${name}^{commit}`);
    return { baseRef: ref, baseCommit: commit, notices, localRival: ref !== name && rival !== undefined && rival !== commit ? name : null };
  }
  const head = resolved.get('HEAD^{commit}');
  if (head !== undefined) {
    const current = await readCurrentBranch(git, cwd, signal);
    return { baseRef: current ?? 'HEAD', baseCommit: head, notices, localRival: null };
  }
  if (!(await hasAnyCommit(git, cwd, signal))) throw new AoError('REPOSITORY_EMPTY', { details: { path: cwd } });
  throw new AoError('BASE_NOT_FOUND', {
    message: 'No default branch could be found to start from. Give one with --base, or set defaultBranch in the project settings.',
    details: { tried: remote.defaultNames },
  });
}

function staleness(ref: string, outcome: FetchOutcome | undefined, clock: Clock): string | null {
  const isRemote = ref.startsWith('origin/');
  if (outcome === undefined || outcome.kind === 'fresh') return null;
  if (outcome.kind === 'no_such_branch') {
    return isRemote
      ? `origin has no such branch any more: started from the last known ${ref}.`
      : `origin has no branch ${ref}: started from the local one.`;
  }
  const reason = `origin could not be reached (${outcome.why})`;
  if (!isRemote) return `${reason}: started from the local ${ref}.`;
  const age = outcome.lastKnownAt === null ? 'age unknown' : `${ageText(Math.max(0, clock.now() - outcome.lastKnownAt))} old`;
  return `${reason}: started from the last known ${ref} (${age}).`;
}
