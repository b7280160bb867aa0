import { isVisible } from '../state/host-state.ts';
import type { IssueRecord } from '../state/issue-record.ts';
import type { RepositoryRecord } from '../state/repository-record.ts';
import { NOT_FOUND, page, pageBounds, type RepositoryHandler, type RestAnswer, type RestRequest } from './rest-answer.ts';
import { commentBody, issueBody, pullRequestAsIssue } from './rest-views.ts';

/** `GET …/issues`: pull requests are among them. */
export const listIssues: RepositoryHandler = (request, repository) => {
  const { query, state } = request;
  const wanted = query.get('state') ?? 'open';
  const assignee = query.get('assignee');
  const labels = (query.get('labels') ?? '').split(',').filter((label) => label !== '');
  const issues = [...repository.issues.values()].filter(
    (issue) => (wanted === 'all' || issue.state === wanted) && isAssigned(issue, assignee) && hasLabels(issue, labels),
  );
  const pullRequests =
    assignee !== null && assignee !== '*' && assignee !== 'none'
      ? []
      : [...repository.pullRequests.values()].filter(
          (each) => labels.length === 0 && (wanted === 'all' || (wanted === 'open') === (each.state === 'OPEN')),
        );
  const all = [
    ...issues.map((issue) => ({ number: issue.number, body: issueBody(state.host, repository, issue) })),
    ...pullRequests.map((each) => ({ number: each.number, body: pullRequestAsIssue(state.host, repository, each) })),
  ].sort((a, b) => b.number - a.number);
  return page(request, all, (item) => item.body);
};

function isAssigned(issue: IssueRecord, assignee: string | null): boolean {
  if (assignee === null) return true;
  if (assignee === 'none') return issue.assignees.length === 0;
  return assignee === '*' ? issue.assignees.length > 0 : issue.assignees.some(({ login }) => login === assignee);
}

function hasLabels(issue: IssueRecord, labels: readonly string[]): boolean {
  return labels.every((label) => issue.labels.some((own) => own.toLowerCase() === label.toLowerCase()));
}

/** `GET …/issues/N` */
export const getIssue: RepositoryHandler = ({ state, path }, repository) => {
  const number = Number(path['issue_number']);
  const issue = repository.issues.get(number);
  if (issue !== undefined) return { status: 200, known: issueBody(state.host, repository, issue) };
  const pullRequest = repository.pullRequests.get(number);
  return pullRequest === undefined ? NOT_FOUND : { status: 200, known: pullRequestAsIssue(state.host, repository, pullRequest) };
};

/** `GET …/issues/N/comments`, oldest first. */
export const listComments: RepositoryHandler = (request, repository) => {
  const issue = repository.issues.get(Number(request.path['issue_number']));
  if (issue === undefined) return NOT_FOUND;
  return page(request, issue.comments, (comment) => commentBody(request.state.host, repository, issue, comment));
};

/** `GET /search/issues`, with the qualifiers repo, is, state, label, assignee, no:assignee and plain words. */
export function searchIssues(request: RestRequest): RestAnswer {
  const { query, state, token } = request;
  const me = state.tokens.get(token)?.login ?? '';
  const terms = [...(query.get('q') ?? '').matchAll(/(?:(-?\w+):)?(?:"([^"]*)"|(\S+))/g)].map(([, name = '', quoted, plain = '']) => ({
    name,
    value: (quoted ?? plain) === '@me' ? me : (quoted ?? plain),
  }));
  const named = (name: string): readonly string[] => terms.filter((term) => term.name === name).map((term) => term.value);
  const [repo = ''] = named('repo');
  const [owner = '', name = ''] = repo.split('/');
  const repository = state.repository(owner, name);
  if (repository === null || !isVisible(repository, token)) return { status: 422, message: 'Validation Failed' };
  const found = [...repository.issues.values()]
    .filter((issue) => matches(issue, terms))
    .sort((a, b) => b.createdAt - a.createdAt || b.number - a.number);
  return { status: 200, ...searchPage(request, repository, found) };
}

function matches(issue: IssueRecord, terms: readonly { readonly name: string; readonly value: string }[]): boolean {
  return terms.every(({ name, value }) => {
    const wanted = value.toLowerCase();
    if (name === 'state') return issue.state === value;
    if (name === 'label') return hasLabels(issue, [value]);
    if (name === 'assignee') return issue.assignees.some(({ login }) => login.toLowerCase() === wanted);
    if (name === 'no') return issue.assignees.length === 0;
    return name !== '' || `${issue.title} ${issue.body ?? ''}`.toLowerCase().includes(wanted);
  });
}

function searchPage(request: RestRequest, repository: RepositoryRecord, found: readonly IssueRecord[]) {
  const { size, from } = pageBounds(request.query);
  const items = found.slice(from, from + size).map((issue) => ({
    ...(issueBody(request.state.host, repository, issue) as object),
    body: issue.body ?? undefined,
    score: 1,
  }));
  return { known: { total_count: found.length, incomplete_results: false, items }, next: from + size < found.length };
}
