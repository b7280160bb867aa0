import type { PullRequestSnapshot, ScmV1, Stores } from '@ao/ports';

/** Reads one again and stores what it shows. Answers the snapshot; null when it could not be read, which is remembered by whoever looks next. */
export async function refreshPullRequest(
  { stores, scm }: { readonly stores: Pick<Stores, 'pullRequests' | 'transaction'>; readonly scm: ScmV1 },
  id: string,
  signal?: AbortSignal,
): Promise<PullRequestSnapshot | null> {
  const answer = (await scm.poll([id], signal)).get(id);
  if (answer?.outcome !== 'value') return null;
  return stores.transaction(() => {
    const known = stores.pullRequests.get(id);
    if (known === null) return null;
    const { origin, facts } = known;
    stores.pullRequests.recordSnapshot(answer.value, { sessionId: facts.sessionId, origin });
    return answer.value;
  });
}
