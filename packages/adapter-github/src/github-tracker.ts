import type { ForgeAnswer, Issue, IssueComment, TrackerV1 } from '@ao/ports';
import { z } from 'zod';
import { parseNumber } from './address/parse-number.ts';
import { parseRemote } from './address/parse-remote.ts';
import type { GithubClient } from './client/github-client.ts';
import { createAnswerMemory } from './read/answer-memory.ts';
import { callRest, mapAnswer } from './read/call-rest.ts';
import { checkAccess } from './read/check-access.ts';
import { issueCommentSchema, issueSchema } from './read/rest-schema.ts';
import { issueReference, parseIssueKey, parseScope, scopeOf } from './tracker/issue-key.ts';
import { listIssues } from './tracker/list-issues.ts';
import { mapComment, mapIssue } from './tracker/map-issue.ts';

/** The `Tracker` port over a client. */
export function createGithubTracker(client: GithubClient): TrackerV1 {
  const { hosts } = client;
  const memory = createAnswerMemory(client);
  return {
    specificationVersion: 'tracker-v1',
    name: 'github',
    check: (signal) => checkAccess(client, undefined, signal),
    scopeOf: (remoteUrl) => {
      const repository = parseRemote(remoteUrl, hosts);
      return repository === null ? null : scopeOf(repository);
    },
    parseIssue: (text, scope) => {
      const place = parseNumber(text, { kinds: ['issues'], repository: scope === null ? null : parseScope(scope, hosts), hosts });
      return place === null ? null : issueReference(place);
    },
    read: (key, signal) => readIssue(client, key, signal),
    list: (query, signal) => listIssues({ client, memory }, query, signal),
    readComments: (request, signal) => readComments(client, request, signal),
  };
}

async function readIssue(client: GithubClient, key: string, signal?: AbortSignal): Promise<ForgeAnswer<Issue>> {
  const place = parseIssueKey(key, client.hosts);
  const host = place === null ? null : client.host(place.repository.host);
  if (place === null || host === null) return { outcome: 'gone' };
  const { repository, number } = place;
  const parameters = { owner: repository.owner, repo: repository.name, issue_number: number };
  const request = { route: 'GET /repos/{owner}/{repo}/issues/{issue_number}', parameters, priority: 'person' } as const;
  return mapAnswer(await callRest(client, host, request, issueSchema, signal), (body) => mapIssue(repository, body));
}

async function readComments(
  client: GithubClient,
  request: { readonly key: string; readonly limit?: number | undefined },
  signal?: AbortSignal,
): Promise<ForgeAnswer<{ readonly comments: readonly IssueComment[]; readonly total: number }>> {
  const place = parseIssueKey(request.key, client.hosts);
  const host = place === null ? null : client.host(place.repository.host);
  if (place === null || host === null) return { outcome: 'gone' };
  const limit = Math.min(100, Math.max(1, Math.trunc(request.limit ?? 30)));
  const issue = await readIssue(client, request.key, signal);
  if (issue.outcome !== 'value') return issue;
  const total = issue.value.totalComments;
  // Oldest first is the only order there is: the newest stand on the last page, and may begin on the one before.
  const lastPage = Math.max(1, Math.ceil(total / 100));
  const pages = lastPage > 1 && total - (lastPage - 1) * 100 < limit ? [lastPage - 1, lastPage] : [lastPage];
  const comments: IssueComment[] = [];
  for (const page of pages) {
    const parameters = { owner: place.repository.owner, repo: place.repository.name, issue_number: place.number, per_page: 100, page };
    const call = { route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments', parameters, priority: 'person' } as const;
    const answer = await callRest(client, host, call, z.array(issueCommentSchema), signal);
    if (answer.outcome !== 'value') return answer;
    comments.push(...answer.value.map((body) => mapComment(host.host, body)));
  }
  return { outcome: 'value', value: { comments: comments.slice(-limit), total } };
}
