import type { BareRepository } from '../git/bare-repository.ts';
import type { HostState } from './host-state.ts';
import type { AccountRecord, CommentRecord, IssueRecord } from './issue-record.ts';
import type { RepositoryRecord } from './repository-record.ts';

/** A repository to be. */
export interface NewRepository {
  readonly owner?: string;
  readonly name?: string;
  readonly isPrivate?: boolean;
  readonly defaultBranch?: string;
  /** The repository it is a fork of. */
  readonly parent?: RepositoryRecord;
}

/** Adds a repository; `git` is null for one without files. */
export function addRepository(state: HostState, wanted: NewRepository, git: BareRepository | null): RepositoryRecord {
  const repository: RepositoryRecord = {
    nodeId: state.ids.node('R'),
    databaseId: state.ids.database(),
    owner: wanted.owner ?? 'acme',
    name: wanted.name ?? 'shop',
    isPrivate: wanted.isPrivate ?? false,
    isArchived: false,
    defaultBranch: wanted.defaultBranch ?? 'main',
    parent: wanted.parent ?? null,
    visibleTo: null,
    readOnlyFor: [],
    mergeMethods: ['merge', 'squash', 'rebase'],
    requiredChecks: null,
    ruleSetChecks: [],
    requiresReview: false,
    git,
    branches: new Map(),
    pullRequests: new Map(),
    issues: new Map(),
    lastNumber: 0,
  };
  state.repositories.push(repository);
  return repository;
}

/** Gives a repository another name; the former one leads to it. */
export function renameRepository(
  state: HostState,
  repository: RepositoryRecord,
  to: { readonly owner?: string; readonly name?: string },
): void {
  state.formerNames.set(`${repository.owner}/${repository.name}`.toLowerCase(), repository);
  repository.owner = to.owner ?? repository.owner;
  repository.name = to.name ?? repository.name;
}

/** Makes a repository private: only these tokens still know of it. With null it is public again. */
export function hideRepository(repository: RepositoryRecord, visibleTo: readonly string[] | null): void {
  repository.isPrivate = visibleTo !== null;
  repository.visibleTo = visibleTo;
}

/** Deletes a repository; pull requests that came from it go on without. */
export function removeRepository(state: HostState, repository: RepositoryRecord): void {
  state.repositories.splice(state.repositories.indexOf(repository), 1);
  for (const pullRequest of state.pullRequests()) {
    if (pullRequest.sourceRepository === repository) pullRequest.sourceRepository = null;
  }
}

/** An issue to be. */
export type NewIssue = Partial<Omit<IssueRecord, 'databaseId' | 'number' | 'comments'>>;

/** Opens an issue. */
export function addIssue(state: HostState, repository: RepositoryRecord, wanted: NewIssue = {}): IssueRecord {
  repository.lastNumber += 1;
  const now = state.now();
  const issue: IssueRecord = {
    databaseId: state.ids.database(),
    number: repository.lastNumber,
    title: 'Something is wrong',
    body: null,
    state: 'open',
    stateReason: null,
    author: { login: 'octo' },
    assignees: [],
    labels: [],
    comments: [],
    createdAt: now,
    updatedAt: now,
    ...wanted,
  };
  repository.issues.set(issue.number, issue);
  return issue;
}

/** Comments on an issue. */
export function addComment(
  state: HostState,
  issue: IssueRecord,
  wanted: { readonly body: string; readonly author?: AccountRecord | null },
): CommentRecord {
  const comment: CommentRecord = {
    databaseId: state.ids.database(),
    author: wanted.author === undefined ? { login: 'octo' } : wanted.author,
    body: wanted.body,
    createdAt: state.now(),
  };
  issue.comments.push(comment);
  issue.updatedAt = state.now();
  return comment;
}
