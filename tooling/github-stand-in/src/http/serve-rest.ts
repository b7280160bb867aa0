import type { IncomingMessage, ServerResponse } from 'node:http';
import { responseFaults } from '../contract/check-contract.ts';
import { answerRest } from '../rest/answer-rest.ts';
import type { RestAnswer } from '../rest/rest-answer.ts';
import { type AdmittedCall, admitRest } from './admit-rest.ts';
import type { HostFront } from './host-front.ts';
import { sendJson, sendValidated } from './send-answer.ts';

/** Answers one request of the REST interface. `url` begins behind the prefix of the interface. */
export async function serveRest(
  front: HostFront,
  request: IncomingMessage,
  response: ServerResponse,
  call: { readonly token: string; readonly url: URL; readonly apiUrl: string },
): Promise<void> {
  const path = byName(front, call.url.pathname);
  const admitted = await admitRest(front, request, response, { token: call.token, path, url: call.url });
  if (admitted === null) return;
  const answer = await answerRest(admitted.operation, {
    state: front.state,
    token: call.token,
    path: admitted.path,
    query: call.url.searchParams,
    body: admitted.body,
    apiUrl: call.apiUrl,
    logUrl: (jobId) => front.logUrl(jobId),
  });
  admitted.settle(send(front, { request, response, call, admitted }, answer));
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
    readonly admitted: AdmittedCall;
  },
  answer: RestAnswer & { readonly moved?: string },
): number {
  const { response, call, admitted } = to;
  const { charge, operation, isHalf } = admitted;
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
  front.usage.violations.push(...responseFaults(operation, answer.status, answer.known).map((fault) => `${operation} answered: ${fault}`));
  const headers = answer.next === true ? { link: nextLink(call) } : {};
  return sendValidated(to.request, response, { status: answer.status, body: answer.known, headers, isHalf }, charge);
}

function nextLink(call: { readonly url: URL; readonly apiUrl: string }): string {
  const query = new URLSearchParams(call.url.searchParams);
  query.set('page', String(Number(query.get('page') ?? 1) + 1));
  return `<${call.apiUrl}${call.url.pathname}?${query.toString()}>; rel="next"`;
}
