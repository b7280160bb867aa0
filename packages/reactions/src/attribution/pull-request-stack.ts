import type { PlacedPullRequest } from './attribution-candidate.ts';
import { addressKey } from './same-repository.ts';

/**
 * Finds what each pull request stands on: the pull request whose source branch is its target branch, in the same repository. Of
 * several an open one counts before one that is not, then the newest. Those that stand on none are absent.
 *
 * @returns by the id of the upper one, the lower one. Pull requests may stand on each other in a circle.
 */
export function pullRequestStack(pullRequests: readonly PlacedPullRequest[]): ReadonlyMap<string, PlacedPullRequest> {
  const bySource = new Map<string, PlacedPullRequest>();
  for (const lower of displayOrder(pullRequests)) {
    if (lower.sourceRepository === null) continue;
    const key = branchKey(lower.sourceRepository, lower.sourceBranch);
    if (!bySource.has(key)) bySource.set(key, lower);
  }
  const stack = new Map<string, PlacedPullRequest>();
  for (const upper of pullRequests) {
    const lower = bySource.get(branchKey(upper.repository, upper.targetBranch));
    if (lower !== undefined && lower.id !== upper.id) stack.set(upper.id, lower);
  }
  return stack;
}

/**
 * The order in which a session's pull requests are listed; the first is the one shown when there is room for one: open ones (drafts
 * too) before those that are merged or closed, then the newest change, then by id. Which one decides the *status* is
 * `decidingPullRequest` of `@ao/lifecycle`.
 */
export function displayOrder<Facts extends Pick<PlacedPullRequest, 'id' | 'state' | 'updatedAt'>>(
  pullRequests: readonly Facts[],
): readonly Facts[] {
  return pullRequests.toSorted(
    (one, other) =>
      Number(isOpenPullRequest(other)) - Number(isOpenPullRequest(one)) || other.updatedAt - one.updatedAt || (one.id < other.id ? -1 : 1),
  );
}

/** Neither merged nor closed. */
export function isOpenPullRequest({ state }: Pick<PlacedPullRequest, 'state'>): boolean {
  return state === 'open' || state === 'draft';
}

function branchKey(repository: PlacedPullRequest['repository'], branch: string): string {
  return `${addressKey(repository)} ${branch}`;
}
