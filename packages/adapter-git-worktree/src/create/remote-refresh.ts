import type { WorkspaceRequest } from '@ao/ports';
import type { GitClient } from '../git/git-client.ts';
import { resolveObjects } from '../git/object-resolver.ts';
import { findDefaultBranch } from '../repository/default-branch.ts';
import { readOrigin } from '../repository/origin-facts.ts';
import type { RepositoryLocation } from '../repository/repository-location.ts';
import type { FetchOutcome, ShortFetch } from './short-fetch.ts';

/** What is known about `origin` when a worktree is made. */
export interface RemoteState {
  readonly url: string | null;
  /** Names the default branch may have, most wanted first: the configured one, then the detected one. */
  readonly defaultNames: readonly string[];
  /** Branches that were asked for just now. */
  readonly fetched: ReadonlyMap<string, FetchOutcome>;
}

/** Finds out what the default branch is called, and, unless `shortFetch` is null, brings it up to date. */
export async function readRemoteState(
  context: { readonly git: GitClient; readonly location: RepositoryLocation; readonly shortFetch: ShortFetch | null },
  request: WorkspaceRequest,
  signal?: AbortSignal,
): Promise<RemoteState> {
  const { git, location, shortFetch } = context;
  const cwd = location.workTree;
  const origin = await readOrigin(git, cwd, signal);
  const configured = request.defaultBranch?.replace(/^origin\//u, '') ?? null;
  const detected = await findDefaultBranch(git, cwd, origin, signal);
  const defaultNames = [...new Set([configured, detected].filter((name) => name !== null))];
  const fetched = new Map<string, FetchOutcome>();
  if (origin.url === null || shortFetch === null) return { url: origin.url, defaultNames, fetched };

  async function fetch(branch: string): Promise<FetchOutcome> {
    const outcome = await (shortFetch as ShortFetch).fetch({ cwd, commonDirectory: location.commonDirectory, branch }, signal);
    fetched.set(branch, outcome);
    return outcome;
  }
  const isLocal = await resolveObjects(git, cwd, request.branchIsChosen ? [`refs/heads/${request.branch}`] : [], signal);
  if (isLocal.size > 0) return { url: origin.url, defaultNames, fetched };
  await Promise.all([
    // Only origin knows whether it has a branch of the name the person gave.
    request.branchIsChosen ? fetch(request.branch) : null,
    request.base === null ? fetchFirstExisting(defaultNames, fetch) : null,
  ]);
  return { url: origin.url, defaultNames, fetched };
}

async function fetchFirstExisting(names: readonly string[], fetch: (name: string) => Promise<FetchOutcome>): Promise<void> {
  for (const name of names) {
    // Only "no such branch" makes the next name worth asking for.
    if ((await fetch(name)).kind !== 'no_such_branch') return;
  }
}
