import { contractDocument } from '../contract/contract-document.ts';
import type { ContractOperation } from '../contract/contract-operations.ts';
import { filledBody } from '../contract/filled-body.ts';
import { isVisible } from '../state/host-state.ts';
import { getIssue, listComments, listIssues, searchIssues } from './issue-handlers.ts';
import { getJob, getJobLog } from './job-handlers.ts';
import { createPullRequest, getPullRequest, listPullRequests, mergePullRequest } from './pull-request-handlers.ts';
import { NOT_FOUND, type RepositoryHandler, type RestAnswer, type RestRequest } from './rest-answer.ts';
import { repositoryBody, userBody } from './rest-views.ts';

const REPOSITORY_HANDLERS: Partial<Record<ContractOperation, RepositoryHandler>> = {
  'GET /repos/{owner}/{repo}': ({ state }, repository) => ({ status: 200, known: repositoryBody(state.host, repository) }),
  'GET /repos/{owner}/{repo}/pulls': listPullRequests,
  'POST /repos/{owner}/{repo}/pulls': createPullRequest,
  'GET /repos/{owner}/{repo}/pulls/{pull_number}': getPullRequest,
  'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge': mergePullRequest,
  'GET /repos/{owner}/{repo}/issues': listIssues,
  'GET /repos/{owner}/{repo}/issues/{issue_number}': getIssue,
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': listComments,
  'GET /repos/{owner}/{repo}/actions/jobs/{job_id}': getJob,
  'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs': getJobLog,
};

/** Carries out one operation. Names a repository once had lead to a redirect by its number, as on GitHub. */
export async function answerRest(operation: ContractOperation, request: RestRequest): Promise<RestAnswer & { readonly moved?: string }> {
  const handler = REPOSITORY_HANDLERS[operation];
  if (handler === undefined) return answerGlobal(operation, request);
  const { owner = '', repo = '' } = request.path;
  const repository = request.state.repository(owner, repo);
  if (repository === null || !isVisible(repository, request.token)) return NOT_FOUND;
  if (`${repository.owner}/${repository.name}`.toLowerCase() !== `${owner}/${repo}`.toLowerCase()) {
    // What is no question keeps its method and its body.
    const status = operation.startsWith('GET ') ? 301 : 307;
    return { status, message: 'Moved Permanently', moved: `/repositories/${repository.databaseId}` };
  }
  const answer = await handler(request, repository);
  return 'known' in answer ? { ...answer, known: fill(operation, answer) } : answer;
}

function answerGlobal(operation: ContractOperation, request: RestRequest): RestAnswer {
  const account = request.state.tokens.get(request.token) ?? null;
  const answer: RestAnswer = operation === 'GET /user' ? { status: 200, known: userBody(account) } : searchIssues(request);
  return 'known' in answer ? { ...answer, known: fill(operation, answer) } : answer;
}

function fill(operation: ContractOperation, answer: { readonly status: number; readonly known: unknown }): unknown {
  const schema = contractDocument.operations[operation].responses[String(answer.status)];
  return schema == null ? answer.known : filledBody(schema, answer.known);
}
