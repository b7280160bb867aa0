import type { ForgeAnswer, ForgeRepository, RepositoryAddress, ScmV1 } from '@ao/ports';
import { addressOf, forgeId } from './address/forge-id.ts';
import { parseNumber } from './address/parse-number.ts';
import { parseRemote } from './address/parse-remote.ts';
import { askMergeability, mergePullRequest } from './change/merge-pull-request.ts';
import { resolveThread } from './change/resolve-thread.ts';
import type { GithubClient } from './client/github-client.ts';
import { callRest, mapAnswer } from './read/call-rest.ts';
import { checkAccess, readAccount } from './read/check-access.ts';
import { discoverPullRequests, findByBranch, findByPlace } from './read/discover-pull-requests.ts';
import { createPullRequestPoll } from './read/poll-pull-requests.ts';
import { readFailure } from './read/read-failure.ts';
import { readThreads } from './read/read-threads.ts';
import { repositorySchema } from './read/rest-schema.ts';

/** The `Scm` port over a client. */
export function createGithubScm(client: GithubClient): ScmV1 {
  const { hosts } = client;
  return {
    specificationVersion: 'scm-v1',
    name: 'github',
    check: (host, signal) => checkAccess(client, host, signal),
    parseRemote: (remoteUrl) => parseRemote(remoteUrl, hosts),
    parsePullRequest: (text, repository) => parseNumber(text, { kinds: ['pull'], repository, hosts }),
    readRepository: (address, signal) => readRepository(client, address, signal),
    readAccount: async (name, signal) => {
      const host = client.host(name);
      return host === null ? { outcome: 'gone' } : readAccount(client, host, signal);
    },
    discover: (request, signal) => discoverPullRequests(client, request, signal),
    findByBranch: (request, signal) => findByBranch(client, request, signal),
    findByPlace: (place, signal) => findByPlace(client, place, signal),
    poll: createPullRequestPoll(client),
    readThreads: (ids, signal) => readThreads(client, ids, signal),
    readFailure: (request, signal) => readFailure(client, request, signal),
    askMergeability: (place, signal) => askMergeability(client, place, signal),
    merge: (request, signal) => mergePullRequest(client, request, signal),
    resolveThread: (id, signal) => resolveThread(client, id, signal),
    budget: (name) => {
      const host = client.host(name);
      return host === null ? null : client.limiter(host).budget();
    },
  };
}

async function readRepository(
  client: GithubClient,
  address: RepositoryAddress,
  signal?: AbortSignal,
): Promise<ForgeAnswer<ForgeRepository>> {
  const host = client.host(address.host);
  if (host === null) return { outcome: 'gone' };
  const parameters = { owner: address.owner, repo: address.name };
  const answer = await callRest(client, host, { route: 'GET /repos/{owner}/{repo}', parameters }, repositorySchema, signal);
  return mapAnswer(answer, (body) => ({
    id: forgeId(host.host, body.node_id),
    address: addressOf(host.host, body.full_name) ?? address,
    url: body.html_url,
    isPrivate: body.private,
    isArchived: body.archived === true,
    defaultBranch: body.default_branch,
    parent: body.parent == null ? null : addressOf(host.host, body.parent.full_name),
  }));
}
