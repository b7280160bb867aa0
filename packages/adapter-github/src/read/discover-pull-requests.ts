import type { DiscoveryAnswer, DiscoveryRequest, ForgeAnswer, PullRequestPlace, PullRequestSighting, RepositoryAddress } from '@ao/ports';
import { z } from 'zod';
import { isSameRepository } from '../address/forge-id.ts';
import type { GithubClient } from '../client/github-client.ts';
import { callRest, mapAnswer, parseAnswer, replyFault } from './call-rest.ts';
import { mapSighting } from './map-sighting.ts';
import { pullRequestSchema, singlePullRequestSchema } from './rest-schema.ts';

const PAGE_SIZE = 100;
const MAX_PAGES = 10;
const ROUTE = 'GET /repos/{owner}/{repo}/pulls';
const listSchema = z.array(pullRequestSchema);

/** Looks for pull requests from branches of a namespace, newest change first. */
export async function discoverPullRequests(
  client: GithubClient,
  request: DiscoveryRequest,
  signal?: AbortSignal,
): Promise<DiscoveryAnswer> {
  const { repository } = request;
  // The host knows whole seconds only.
  const since = request.since === null ? null : Math.floor(request.since / 1_000) * 1_000;
  const host = client.host(repository.host);
  if (host === null) return { outcome: 'gone' };
  const pageRequest = (page: number) => ({
    route: ROUTE,
    mayRepeat: true,
    parameters: {
      owner: repository.owner,
      repo: repository.name,
      state: 'all',
      sort: 'updated',
      direction: 'desc',
      per_page: PAGE_SIZE,
      page,
    },
  });
  const reply = await client.send(host, { ...pageRequest(1), validator: request.validator }, signal);
  if (reply.type === 'unchanged') return { outcome: 'unchanged' };
  if (reply.type !== 'answered') return replyFault(host, reply) as DiscoveryAnswer;
  const first = parseAnswer(host, reply.data, listSchema);
  if (first.outcome !== 'value') return first;

  let sightings = first.value.map((body) => mapSighting(host.host, body));
  let isComplete = true;
  // What a page that did not come holds would stay unseen for as long as the first page stays the same.
  let validator = reply.headers['etag'] ?? null;
  let isLast = since === null || first.value.length < PAGE_SIZE;
  for (let page = 2; !isLast && reachesBack(sightings, since); page += 1) {
    if (page > MAX_PAGES) {
      isComplete = false;
      break;
    }
    const more = await callRest(client, host, pageRequest(page), listSchema, signal);
    if (more.outcome !== 'value') {
      isComplete = false;
      validator = null;
      break;
    }
    isLast = more.value.length < PAGE_SIZE;
    sightings = [...sightings, ...more.value.map((body) => mapSighting(host.host, body))];
  }
  const address = sightings[0]?.repository ?? repository;
  return {
    outcome: 'found',
    // Pages shift while they are read: one may be seen twice.
    pullRequests: [
      ...new Map(sightings.filter((each) => isWanted(each, { ...request, since }, address)).map((each) => [each.id, each])).values(),
    ],
    repository: address,
    validator,
    isComplete,
  };
}

function reachesBack(sightings: readonly PullRequestSighting[], since: number | null): boolean {
  const oldest = sightings.at(-1);
  return since !== null && oldest !== undefined && oldest.updatedAt >= since;
}

function isWanted(sighting: PullRequestSighting, request: DiscoveryRequest, present: RepositoryAddress): boolean {
  // A renamed repository is asked for by its old name, and answers with the new one.
  const source = isSameRepository(request.sourceRepository, request.repository) ? present : request.sourceRepository;
  return (
    sighting.sourceRepository !== null &&
    isSameRepository(sighting.sourceRepository, source) &&
    request.branchPrefixes.some((prefix) => sighting.sourceBranch.startsWith(prefix)) &&
    (request.since === null || sighting.updatedAt >= request.since)
  );
}

/** Pull requests from one branch, newest change first. */
export async function findByBranch(
  client: GithubClient,
  request: { readonly repository: RepositoryAddress; readonly sourceRepository: RepositoryAddress; readonly branch: string },
  signal?: AbortSignal,
): Promise<ForgeAnswer<readonly PullRequestSighting[]>> {
  const { repository, sourceRepository, branch } = request;
  const host = client.host(repository.host);
  if (host === null) return { outcome: 'gone' };
  const parameters = {
    owner: repository.owner,
    repo: repository.name,
    state: 'all',
    head: `${sourceRepository.owner}:${branch}`,
    sort: 'updated',
    direction: 'desc',
    per_page: 10,
  };
  const answer = await callRest(client, host, { route: ROUTE, parameters }, listSchema, signal);
  return mapAnswer(answer, (list) => list.map((body) => mapSighting(host.host, body)).filter((each) => each.sourceBranch === branch));
}

/** One pull request by its number. */
export async function findByPlace(
  client: GithubClient,
  place: PullRequestPlace,
  signal?: AbortSignal,
): Promise<ForgeAnswer<PullRequestSighting>> {
  return mapAnswer(await readSingle(client, place, signal), ({ body, host }) => mapSighting(host, body));
}

/** One pull request as REST shows it. */
export async function readSingle(client: GithubClient, place: PullRequestPlace, signal?: AbortSignal) {
  const host = client.host(place.repository.host);
  if (host === null) return { outcome: 'gone' } as const;
  const parameters = { owner: place.repository.owner, repo: place.repository.name, pull_number: place.number };
  const request = { route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}', parameters, priority: 'person' } as const;
  return mapAnswer(await callRest(client, host, request, singlePullRequestSchema, signal), (body) => ({ body, host: host.host }));
}
