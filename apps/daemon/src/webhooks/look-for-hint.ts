import type { Clock, PullRequestStore, RepositoryAddress, ScmHint } from '@ao/ports';
import type { PullRequestObserver } from '@ao/observe-scm';

/** Pull requests that ended so long ago are not looked at because of a hint. */
const ENDED_LATELY_MS = 60 * 60_000;

/**
 * Asks for a look at what a hint means: known pull requests by their number, head commit or one of their branches, and new ones where there may be any.
 * A hint about a repository nobody works in leads to nothing.
 */
export function lookForHint(
  hint: ScmHint,
  options: {
    readonly pullRequests: Pick<PullRequestStore, 'listWatched'>;
    readonly observer: Pick<PullRequestObserver, 'requestLook'>;
    readonly clock: Pick<Clock, 'now'>;
  },
): void {
  const { pullRequests, observer, clock } = options;
  const { repository, mayBeNew } = hint;
  const reason = `webhook: ${hint.reasons.join(', ')}`;
  const ids = pullRequests
    .listWatched(clock.now() - ENDED_LATELY_MS)
    .filter((known) => isSame(known.repository, repository))
    .filter(({ facts }) => isMeant(facts, hint))
    .map(({ facts }) => facts.id);
  if (ids.length > 0) observer.requestLook({ pullRequestIds: ids, reason });
  // A branch that was pushed may be the one a pull request was just made of.
  if (mayBeNew || hint.branches.length > 0) observer.requestLook({ repository, reason });
}

function isMeant(
  facts: { readonly number: number; readonly headCommit: string; readonly sourceBranch: string; readonly targetBranch: string },
  { numbers, commits, branches }: ScmHint,
): boolean {
  if (numbers.includes(facts.number) || commits.includes(facts.headCommit)) return true;
  // What it is to be merged into has moved: it may no longer be mergeable.
  return branches.includes(facts.sourceBranch) || branches.includes(facts.targetBranch);
}

function isSame(one: RepositoryAddress, other: RepositoryAddress): boolean {
  const name = ({ host, owner, name: repository }: RepositoryAddress) => `${host}/${owner}/${repository}`.toLowerCase();
  return name(one) === name(other);
}
