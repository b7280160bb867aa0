import type { AccountRecord } from './issue-record.ts';
import type { HostState } from './host-state.ts';
import type { PullRequestRecord } from './pull-request-record.ts';
import type { RepositoryRecord } from './repository-record.ts';

/** What a new pull request shall be. */
export interface NewPullRequest {
  readonly branch: string;
  /** The repository the branch lies in. Default: the same one. */
  readonly from?: RepositoryRecord;
  readonly base?: string;
  readonly title?: string;
  readonly body?: string;
  readonly author?: AccountRecord | null;
  readonly isDraft?: boolean;
  /** Default: the head of the branch; for a repository without files a new name. */
  readonly headCommit?: string;
}

/** Opens a pull request. In a repository with files the branch has to be there. */
export function openPullRequest(state: HostState, repository: RepositoryRecord, wanted: NewPullRequest): PullRequestRecord {
  const source = wanted.from ?? repository;
  const head = wanted.headCommit ?? source.branches.get(wanted.branch) ?? (source.git === null ? state.ids.commit() : undefined);
  if (head === undefined) throw new Error(`${source.owner}/${source.name} has no branch ${wanted.branch}`);
  const base = wanted.base ?? repository.defaultBranch;
  repository.lastNumber += 1;
  const now = state.now();
  const pullRequest: PullRequestRecord = {
    nodeId: state.ids.node('PR'),
    databaseId: state.ids.database(),
    repository,
    number: repository.lastNumber,
    title: wanted.title ?? `Work on ${wanted.branch}`,
    body: wanted.body ?? '',
    author: wanted.author === undefined ? { login: 'octo' } : wanted.author,
    state: 'OPEN',
    isDraft: wanted.isDraft ?? false,
    branch: wanted.branch,
    sourceRepository: source,
    headCommit: head,
    base,
    baseCommit: repository.branches.get(base) ?? state.ids.commit(),
    conflict: 'UNKNOWN',
    conflictsWhenAsked: false,
    rollupCommit: null,
    checks: [],
    reviews: [],
    threads: [],
    queuePosition: null,
    mergeCommit: null,
    mergedAt: null,
    closedAt: null,
    createdAt: now,
    updatedAt: now,
  };
  repository.pullRequests.set(pullRequest.number, pullRequest);
  return pullRequest;
}
