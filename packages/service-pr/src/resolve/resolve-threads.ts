import { AoError } from '@ao/domain';
import type { ScmV1, StoredPullRequest } from '@ao/ports';
import { shown } from '../find/find-pull-request.ts';
import { needScm } from '../find/need-answer.ts';
import type { ThreadResolution } from '../pull-request-service.ts';
import type { PullRequestServiceOptions } from '../pull-request-service-options.ts';
import { refreshPullRequest } from '../read/refresh-pull-request.ts';

/** Marks threads as resolved, one after the other, and stores what is open then. */
export async function resolveReviewThreads(
  options: Pick<PullRequestServiceOptions, 'stores' | 'scm'>,
  stored: StoredPullRequest,
  wanted: readonly string[] | null,
  signal?: AbortSignal,
): Promise<readonly ThreadResolution[]> {
  const scm = needScm(options.scm);
  const { pullRequests } = options.stores;
  const { id } = stored.facts;
  const resolutions: ThreadResolution[] = [];
  for (const thread of threadsToResolve(stored, pullRequests.threadsOf(id), wanted)) {
    resolutions.push(await resolveOne(scm, thread, signal));
  }
  const done = new Set(resolutions.flatMap((each) => (each.outcome === 'resolved' ? [each.id] : [])));
  const words = pullRequests.threadsOf(id).filter((thread) => done.has(thread.id));
  pullRequests.recordThreads(
    id,
    words.map((thread) => ({ ...thread, isResolved: true })),
  );
  if (done.size > 0) await refreshPullRequest({ ...options, scm }, id, signal);
  return resolutions;
}

function threadsToResolve(
  { snapshot, facts }: StoredPullRequest,
  read: readonly { readonly id: string }[],
  wanted: readonly string[] | null,
): readonly string[] {
  if (snapshot === null) throw new AoError('PULL_REQUEST_NOT_READ', { details: { pullRequestId: facts.id } });
  const open = snapshot.threads.unresolved.map(({ id }) => id);
  if (wanted === null) {
    if (open.length === 0) throw new AoError('NOTHING_TO_RESOLVE', { details: { pullRequestId: facts.id } });
    return open;
  }
  // One that was resolved meanwhile is no mistake; what was never a thread of this pull request is.
  const known = new Set([...open, ...read.map(({ id }) => id)]);
  const unknown = wanted.find((id) => !known.has(id));
  if (unknown === undefined) return [...new Set(wanted)];
  throw new AoError('REVIEW_THREAD_NOT_FOUND', {
    message: `#${facts.number} has no review thread "${shown(unknown)}". List them with \`ao pr get ${facts.number}\`. Nothing was changed.`,
    details: { pullRequestId: facts.id },
  });
}

async function resolveOne(scm: ScmV1, id: string, signal?: AbortSignal): Promise<ThreadResolution> {
  const answer = await scm.resolveThread(id, signal);
  switch (answer.outcome) {
    case 'value':
      if (answer.value.isResolved) return { id, outcome: 'resolved', message: null };
      return { id, outcome: 'unknown', message: 'The code host took it, and still shows the thread as open. Look again.' };
    case 'gone':
      return { id, outcome: 'gone', message: 'The code host does not know the thread any more, or hides it from this token.' };
    default:
      return { id, outcome: answer.outcome, message: answer.error.message };
  }
}
