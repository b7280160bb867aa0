import { isoTime, isoTimeOrNull } from '../graphql/common-views.ts';
import type { AccountRecord, CommentRecord, IssueRecord } from '../state/issue-record.ts';
import type { PullRequestRecord } from '../state/pull-request-record.ts';
import type { RepositoryRecord } from '../state/repository-record.ts';

/** An account. Logins of bots end in `[bot]`, other than in GraphQL. */
export function userBody(account: AccountRecord | null): unknown {
  if (account === null) return null;
  const isBot = account.isBot === true;
  return { login: isBot ? `${account.login}[bot]` : account.login, type: isBot ? 'Bot' : 'User' };
}

/** A repository. */
export function repositoryBody(host: string, repository: RepositoryRecord): unknown {
  const fullName = `${repository.owner}/${repository.name}`;
  return {
    id: repository.databaseId,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullName,
    owner: { login: repository.owner, type: 'User' },
    private: repository.isPrivate,
    html_url: `http://${host}/${fullName}`,
    clone_url: `http://${host}/${fullName}.git`,
    default_branch: repository.defaultBranch,
    archived: repository.isArchived,
    disabled: false,
    fork: repository.parent !== null,
    ...(repository.parent === null ? {} : { parent: repositoryBody(host, repository.parent) }),
    allow_squash_merge: repository.mergeMethods.includes('squash'),
    allow_merge_commit: repository.mergeMethods.includes('merge'),
    allow_rebase_merge: repository.mergeMethods.includes('rebase'),
  };
}

/** A pull request; the fields only the single one has are dropped by the listing's contract no more than by GitHub. */
export function pullRequestBody(host: string, pullRequest: PullRequestRecord, isSingle: boolean): unknown {
  const { repository, sourceRepository } = pullRequest;
  const single = {
    merged: pullRequest.state === 'MERGED',
    mergeable: pullRequest.conflict === 'UNKNOWN' ? null : pullRequest.conflict === 'MERGEABLE',
    mergeable_state: pullRequest.conflict === 'UNKNOWN' ? 'unknown' : pullRequest.conflict === 'MERGEABLE' ? 'clean' : 'dirty',
    merged_by: null,
  };
  return {
    id: pullRequest.databaseId,
    node_id: pullRequest.nodeId,
    number: pullRequest.number,
    html_url: `http://${host}/${repository.owner}/${repository.name}/pull/${pullRequest.number}`,
    state: pullRequest.state === 'OPEN' ? 'open' : 'closed',
    draft: pullRequest.isDraft,
    title: pullRequest.title,
    body: pullRequest.body,
    user: userBody(pullRequest.author),
    created_at: isoTime(pullRequest.createdAt),
    updated_at: isoTime(pullRequest.updatedAt),
    closed_at: isoTimeOrNull(pullRequest.closedAt),
    merged_at: isoTimeOrNull(pullRequest.mergedAt),
    merge_commit_sha: pullRequest.mergeCommit,
    head: {
      label: `${sourceRepository?.owner ?? 'unknown'}:${pullRequest.branch}`,
      ref: pullRequest.branch,
      sha: pullRequest.headCommit,
      repo: sourceRepository === null ? null : repositoryBody(host, sourceRepository),
      user: { login: sourceRepository?.owner ?? 'ghost' },
    },
    base: {
      label: `${repository.owner}:${pullRequest.base}`,
      ref: pullRequest.base,
      sha: pullRequest.baseCommit,
      repo: repositoryBody(host, repository),
      user: { login: repository.owner },
    },
    labels: [],
    ...(isSingle ? single : {}),
  };
}

/** An issue, or a pull request as issues are listed. */
export function issueBody(host: string, repository: RepositoryRecord, issue: IssueRecord): unknown {
  const path = `${repository.owner}/${repository.name}`;
  return {
    id: issue.databaseId,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    state_reason: issue.stateReason,
    user: userBody(issue.author),
    assignees: issue.assignees.map(userBody),
    assignee: issue.assignees[0] === undefined ? null : userBody(issue.assignees[0]),
    labels: issue.labels.map((name, index) => ({
      id: index + 1,
      node_id: `LA_${name}`,
      url: '',
      name,
      color: 'ededed',
      default: false,
      description: null,
    })),
    comments: issue.comments.length,
    html_url: `http://${host}/${path}/issues/${issue.number}`,
    repository_url: `http://${host}/api/v3/repos/${path}`,
    created_at: isoTime(issue.createdAt),
    updated_at: isoTime(issue.updatedAt),
    closed_at: issue.state === 'closed' ? isoTime(issue.updatedAt) : null,
    milestone: null,
  };
}

/** GitHub numbers pull requests like issues, and lists them among them. */
export function pullRequestAsIssue(host: string, repository: RepositoryRecord, pullRequest: PullRequestRecord): unknown {
  const url = `http://${host}/${repository.owner}/${repository.name}/pull/${pullRequest.number}`;
  const issue = issueBody(host, repository, {
    databaseId: pullRequest.databaseId,
    number: pullRequest.number,
    title: pullRequest.title,
    body: pullRequest.body,
    state: pullRequest.state === 'OPEN' ? 'open' : 'closed',
    stateReason: null,
    author: pullRequest.author,
    assignees: [],
    labels: [],
    comments: [],
    createdAt: pullRequest.createdAt,
    updatedAt: pullRequest.updatedAt,
  }) as Readonly<Record<string, unknown>>;
  return { ...issue, html_url: url, pull_request: { url, html_url: url, diff_url: `${url}.diff`, patch_url: `${url}.patch` } };
}

/** A comment on an issue. */
export function commentBody(host: string, repository: RepositoryRecord, issue: IssueRecord, comment: CommentRecord): unknown {
  const url = `http://${host}/${repository.owner}/${repository.name}/issues/${issue.number}`;
  return {
    id: comment.databaseId,
    node_id: `IC_${comment.databaseId}`,
    body: comment.body,
    user: userBody(comment.author),
    html_url: `${url}#issuecomment-${comment.databaseId}`,
    issue_url: url,
    created_at: isoTime(comment.createdAt),
    updated_at: isoTime(comment.createdAt),
  };
}
