import type { ForgeAnswer, IssueList, IssueQuery, RepositoryAddress } from '@ao/ports';
import { z } from 'zod';
import type { KnownHost } from '../address/github-host.ts';
import type { GithubClient } from '../client/github-client.ts';
import type { RatePriority } from '../client/rate-limiter.ts';
import type { AnswerMemory } from '../read/answer-memory.ts';
import { callRest, mapAnswer } from '../read/call-rest.ts';
import { issueSchema, searchSchema, userSchema } from '../read/rest-schema.ts';
import { mapIssue } from './map-issue.ts';
import { parseScope } from './issue-key.ts';

const LIMIT = 30;
const LIMIT_MAX = 100;
/** Pull requests stand among the issues of a listing: further pages are read to find as many issues as are wanted. */
const MAX_PAGES = 5;

/** Issues of a repository, newest first. Words are looked for by the search, which has a limit of its own; all else is a listing. */
export async function listIssues(
  { client, memory }: { readonly client: GithubClient; readonly memory: AnswerMemory },
  query: IssueQuery,
  signal?: AbortSignal,
): Promise<ForgeAnswer<IssueList>> {
  const repository = parseScope(query.scope, client.hosts);
  const host = repository === null ? null : client.host(repository.host);
  if (repository === null || host === null) return { outcome: 'gone' };
  const limit = Math.min(LIMIT_MAX, Math.max(1, Math.trunc(query.limit ?? LIMIT)));
  const search = query.search?.trim() ?? '';
  // A listing separates labels by commas.
  const mustSearch = search !== '' || (query.labels ?? []).some((label) => label.includes(','));
  // What nobody waits for is asked again and again.
  const ask: Ask = query.inBackground === true ? memory.call : (...question) => callRest(client, ...question);
  return !mustSearch
    ? listByPages(ask, { host, repository, query, limit }, signal)
    : searchFor(client, { host, repository, query, limit, search }, signal);
}

/** Asks the host one thing. */
type Ask = AnswerMemory['call'];

interface Listing {
  readonly host: KnownHost;
  readonly repository: RepositoryAddress;
  readonly query: IssueQuery;
  readonly limit: number;
}

async function listByPages(
  ask: Ask,
  { host, repository, query, limit }: Listing,
  signal: AbortSignal | undefined,
): Promise<ForgeAnswer<IssueList>> {
  const assignee = await loginOf(ask, host, query, signal);
  if (assignee.outcome !== 'value') return assignee;
  const found: z.infer<typeof issueSchema>[] = [];
  let isLast = false;
  for (let page = 1; page <= MAX_PAGES && found.length <= limit && !isLast; page += 1) {
    const parameters = {
      owner: repository.owner,
      repo: repository.name,
      state: query.state ?? 'open',
      ...(assignee.value === null ? {} : { assignee: assignee.value }),
      ...(query.labels === undefined || query.labels.length === 0 ? {} : { labels: query.labels.join(',') }),
      per_page: 100,
      page,
    };
    const answer = await ask(
      host,
      { route: 'GET /repos/{owner}/{repo}/issues', parameters, priority: priorityOf(query) },
      z.array(issueSchema),
      signal,
    );
    if (answer.outcome !== 'value') return answer;
    isLast = answer.value.length < 100;
    found.push(...answer.value.filter((issue) => issue.pull_request == null));
  }
  const issues = found.slice(0, limit).map((body) => mapIssue(repository, body));
  return { outcome: 'value', value: { issues, hasMore: found.length > limit || !isLast } };
}

/** A listing knows no `me`. */
async function loginOf(ask: Ask, host: KnownHost, query: IssueQuery, signal: AbortSignal | undefined): Promise<ForgeAnswer<string | null>> {
  if (query.assignee !== 'me') return { outcome: 'value', value: query.assignee ?? null };
  const answer = await ask(host, { route: 'GET /user', priority: priorityOf(query) }, userSchema, signal);
  return mapAnswer(answer, ({ login }) => login);
}

async function searchFor(
  client: GithubClient,
  { host, repository, query, limit, search }: Listing & { readonly search: string },
  signal: AbortSignal | undefined,
): Promise<ForgeAnswer<IssueList>> {
  const state = query.state ?? 'open';
  const terms = [
    `repo:${repository.owner}/${repository.name}`,
    'is:issue',
    ...(state === 'all' ? [] : [`state:${state}`]),
    ...assigneeTerm(query.assignee),
    ...(query.labels ?? []).map((label) => `label:${quoted(label)}`),
    // Quoted: a word with a colon would be taken for a condition of its own.
    ...search.split(/\s+/).flatMap((word) => (word === '' ? [] : [quoted(word)])),
  ];
  const request = {
    route: 'GET /search/issues',
    parameters: { q: terms.join(' '), sort: 'created', order: 'desc', per_page: limit },
    resource: 'search',
    priority: priorityOf(query),
  } as const;
  const answer = await callRest(client, host, request, searchSchema, signal);
  return mapAnswer(answer, ({ total_count: total, items }) => ({
    issues: items.filter((item) => item.pull_request == null).map((body) => mapIssue(repository, body)),
    hasMore: total > items.length,
  }));
}

function priorityOf({ inBackground }: IssueQuery): RatePriority {
  return inBackground === true ? 'background' : 'person';
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, ' ').trim()}"`;
}

function assigneeTerm(assignee: string | undefined): readonly string[] {
  if (assignee === undefined) return [];
  if (assignee === 'none') return ['no:assignee'];
  return [assignee === 'me' ? 'assignee:@me' : `assignee:${quoted(assignee)}`];
}
