import type { IncomingMessage, ServerResponse } from 'node:http';
import { findOperation, requestFaults, responseFaults } from '../contract/check-contract.ts';
import type { ContractOperation } from '../contract/contract-operations.ts';
import { answerRest } from '../rest/answer-rest.ts';
import type { RestAnswer } from '../rest/rest-answer.ts';
import type { HostFront } from './host-front.ts';
import { canPay, rateHeaders } from './rate-account.ts';
import { readBody } from './read-body.ts';
import { etagOf, sendJson, sufferFault } from './send-answer.ts';

/** Answers one request of the REST interface. `url` begins behind the prefix of the interface. */
export async function serveRest(
  front: HostFront,
  request: IncomingMessage,
  response: ServerResponse,
  call: { readonly token: string; readonly url: URL; readonly apiUrl: string },
): Promise<void> {
  const method = request.method ?? 'GET';
  const path = byName(front, call.url.pathname);
  const body = method === 'GET' ? {} : ((await readBody(request)) as Readonly<Record<string, unknown>>);
  const seen = { kind: 'rest', method, path: `${path}${call.url.search}`, operation: '', ids: 0 } as const;
  const effect = front.faults.take('rest', { method, path, ids: 0, operation: '' });
  if (effect !== null && (await sufferFault(effect, response, false))) {
    front.usage.requests.push({ ...seen, status: response.statusCode, cost: 0 });
    return;
  }
  const account = front.account(call.token);
  const resource = path.startsWith('/search/') ? 'search' : 'core';
  const found = findOperation(method, path);
  if (found === null) {
    front.usage.violations.push(`${method} ${path} is not answered here`);
    sendJson(response, { status: 404, body: { message: 'Not Found' }, headers: rateHeaders(account, resource) });
    return;
  }
  const faults = requestFaults({ operation: found.operation, query: call.url.searchParams, body: method === 'GET' ? undefined : body });
  front.usage.violations.push(...faults.map((fault) => `${found.operation}: ${fault}`));
  if (!canPay(account, resource, 1)) {
    sendJson(response, {
      status: 403,
      body: { message: 'API rate limit exceeded for user ID 1.' },
      headers: rateHeaders(account, resource),
    });
    return;
  }
  const answer = await answerRest(found.operation, {
    state: front.state,
    token: call.token,
    path: found.path,
    query: call.url.searchParams,
    body,
    apiUrl: call.apiUrl,
    logUrl: (jobId) => front.logUrl(jobId),
  });
  const cost = send(front, { request, response, call, operation: found.operation, isHalf: effect?.type === 'half_answer' }, answer, () => {
    account.used[resource] += 1;
    return rateHeaders(account, resource);
  });
  front.usage.requests.push({ ...seen, status: response.statusCode, cost });
}

/** Repositories can be addressed by number too; redirects lead there. */
function byName(front: HostFront, path: string): string {
  const match = /^\/repositories\/(\d+)(.*)$/.exec(path);
  const repository = match === null ? undefined : front.state.repositories.find(({ databaseId }) => databaseId === Number(match[1]));
  return repository === undefined ? path : `/repos/${repository.owner}/${repository.name}${match?.[2] ?? ''}`;
}

function send(
  front: HostFront,
  to: {
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
    readonly call: { readonly url: URL; readonly apiUrl: string };
    readonly operation: ContractOperation;
    readonly isHalf: boolean;
  },
  answer: RestAnswer & { readonly moved?: string },
  charge: () => Record<string, string>,
): number {
  const { response, call } = to;
  if ('location' in answer) {
    response.writeHead(302, { ...charge(), location: answer.location });
    response.end();
    return 1;
  }
  if (!('known' in answer)) {
    const rest = call.url.pathname.replace(/^\/repos\/[^/]+\/[^/]+/, '');
    const moved = answer.moved === undefined ? {} : { location: `${call.apiUrl}${answer.moved}${rest}${call.url.search}` };
    sendJson(response, {
      status: answer.status,
      body: { message: answer.message, documentation_url: 'https://docs.github.com/rest' },
      headers: { ...charge(), ...moved },
    });
    return 1;
  }
  front.usage.violations.push(
    ...responseFaults(to.operation, answer.status, answer.known).map((fault) => `${to.operation} answered: ${fault}`),
  );
  const etag = etagOf(to.request, answer.known);
  if (to.request.method === 'GET' && to.request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag });
    response.end();
    return 0;
  }
  const link = answer.next === true ? { link: nextLink(call) } : {};
  sendJson(response, { status: answer.status, body: answer.known, headers: { ...charge(), etag, ...link }, isHalf: to.isHalf });
  return 1;
}

function nextLink(call: { readonly url: URL; readonly apiUrl: string }): string {
  const query = new URLSearchParams(call.url.searchParams);
  query.set('page', String(Number(query.get('page') ?? 1) + 1));
  return `<${call.apiUrl}${call.url.pathname}?${query.toString()}>; rel="next"`;
}
