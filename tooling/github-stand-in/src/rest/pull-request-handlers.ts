import { blockers } from '../graphql/pull-request-view.ts';
import { syncWithGit, workOutConflict } from '../state/git-sync.ts';
import { openPullRequest } from '../state/open-pull-request.ts';
import type { PullRequestRecord } from '../state/pull-request-record.ts';
import { NOT_FOUND, page, type RepositoryHandler, type RestAnswer } from './rest-answer.ts';
import { pullRequestBody } from './rest-views.ts';

/** `GET …/pulls` */
export const listPullRequests: RepositoryHandler = (request, repository) => {
  const { query, state } = request;
  const wanted = query.get('state') ?? 'open';
  const head = query.get('head');
  const sortBy = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const sign = (query.get('direction') ?? (query.has('sort') ? 'asc' : 'desc')) === 'desc' ? -1 : 1;
  const matching = [...repository.pullRequests.values()]
    .filter((pullRequest) => wanted === 'all' || (wanted === 'open') === (pullRequest.state === 'OPEN'))
    .filter((pullRequest) => head === null || head === `${pullRequest.sourceRepository?.owner}:${pullRequest.branch}`)
    .sort((a, b) => sign * (a[sortBy] - b[sortBy] || a.number - b.number));
  return page(request, matching, (pullRequest) => pullRequestBody(state.host, pullRequest, false));
};

/** `GET …/pulls/N`. Asking makes the host work out the conflict; this answer does not have it yet. */
export const getPullRequest: RepositoryHandler = async ({ state, path }, repository) => {
  const pullRequest = repository.pullRequests.get(Number(path['pull_number']));
  if (pullRequest === undefined) return NOT_FOUND;
  const known = pullRequestBody(state.host, pullRequest, true);
  if (pullRequest.conflict === 'UNKNOWN' && pullRequest.state === 'OPEN') await workOutConflict(pullRequest);
  return { status: 200, known };
};

/** `POST …/pulls` */
export const createPullRequest: RepositoryHandler = async ({ state, body, token }, repository) => {
  await syncWithGit(state, repository);
  const wanted = body as {
    readonly head: string;
    readonly base: string;
    readonly title?: string;
    readonly body?: string;
    readonly draft?: boolean;
  };
  const { head } = wanted;
  const [owner, branch] = head.includes(':') ? (head.split(':', 2) as [string, string]) : [repository.owner, head];
  const source = state.repositories.find(
    (candidate) => candidate.owner === owner && (candidate === repository || candidate.parent === repository),
  );
  if (source === undefined || !source.branches.has(branch)) return { status: 422, message: 'Validation Failed' };
  const pullRequest = openPullRequest(state, repository, {
    branch,
    from: source,
    base: wanted.base,
    title: wanted.title ?? branch,
    body: wanted.body ?? '',
    author: state.tokens.get(token) ?? null,
    isDraft: wanted.draft === true,
  });
  return { status: 201, known: pullRequestBody(state.host, pullRequest, true) };
};

/** `PUT …/pulls/N/merge` */
export const mergePullRequest: RepositoryHandler = async ({ state, path, body, token }, repository) => {
  const pullRequest = repository.pullRequests.get(Number(path['pull_number']));
  if (pullRequest === undefined) return NOT_FOUND;
  if (repository.readOnlyFor.includes(token)) return { status: 403, message: 'Resource not accessible by personal access token' };
  const method = (body['merge_method'] ?? 'merge') as 'merge' | 'squash' | 'rebase';
  const refusal = await refusalOf(pullRequest, method, body['sha']);
  if (refusal !== null) return refusal;
  const now = state.now();
  pullRequest.mergeCommit = await mergeCommit(pullRequest, method, state.ids.commit());
  repository.branches.set(pullRequest.base, pullRequest.mergeCommit);
  Object.assign(pullRequest, { state: 'MERGED', mergedAt: now, closedAt: now, updatedAt: now });
  await syncWithGit(state, repository);
  return { status: 200, known: { sha: pullRequest.mergeCommit, merged: true, message: 'Pull Request successfully merged' } };
};

async function refusalOf(pullRequest: PullRequestRecord, method: 'merge' | 'squash' | 'rebase', sha: unknown): Promise<RestAnswer | null> {
  if (pullRequest.state !== 'OPEN') return { status: 405, message: 'Pull Request is not mergeable' };
  if (pullRequest.isDraft) return { status: 405, message: 'Pull Request is still a draft' };
  if (!pullRequest.repository.mergeMethods.includes(method)) {
    const name = { merge: 'Merge commits', squash: 'Squash merges', rebase: 'Rebase merges' }[method];
    return { status: 405, message: `${name} are not allowed on this repository.` };
  }
  if (typeof sha === 'string' && sha !== pullRequest.headCommit) {
    return { status: 409, message: 'Head branch was modified. Review and try the merge again.' };
  }
  await workOutConflict(pullRequest);
  if (pullRequest.conflict === 'CONFLICTING') return { status: 405, message: 'Pull Request is not mergeable' };
  const [blocker] = blockers(pullRequest);
  return blocker === undefined ? null : { status: 405, message: blocker };
}

async function mergeCommit(pullRequest: PullRequestRecord, method: 'merge' | 'squash' | 'rebase', made: string): Promise<string> {
  const { git } = pullRequest.repository;
  if (git === null) return made;
  return git.merge({
    branch: pullRequest.base,
    head: pullRequest.headCommit,
    method,
    message: `${pullRequest.title} (#${pullRequest.number})`,
  });
}
