import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { responseFaults } from '../contract/check-contract.ts';
import type { ContractOperation } from '../contract/contract-operations.ts';
import { admitRest, type RestGate } from '../http/admit-rest.ts';
import { sendJson, sendUnauthorized, sendValidated } from '../http/send-answer.ts';
import { tokenOf } from '../http/serve-git.ts';
import { askEmulate } from './ask-emulate.ts';
import { githubStatus, knownGap } from './known-gaps.ts';
import type { EmulateProgram } from './launch-emulate.ts';

/** What the front door needs. */
export interface EmulatedFront extends RestGate {
  readonly program: EmulateProgram;
  /** `http://127.0.0.1:<port>` of the front door. */
  readonly origin: string;
  /** Tokens by which the front door lets in, with the account of each. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Gaps that were met, by name. */
  readonly gaps: Set<string>;
}

/** Without runs there are no jobs, and the log of every job is the same line. */
const NOT_EMULATED: readonly ContractOperation[] = [
  'GET /repos/{owner}/{repo}/actions/jobs/{job_id}',
  'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs',
];

/** The door: lets in whom it knows, counts, checks, and hands on. */
export function emulatedListener(front: EmulatedFront): RequestListener {
  return (request, response) => {
    answer(front, request, response).catch((error: unknown) => {
      front.usage.violations.push(`the stand-in itself failed: ${String(error)}`);
      if (response.headersSent) response.destroy();
      else sendJson(response, { status: 500, body: { message: String(error) } });
    });
  };
}

async function answer(front: EmulatedFront, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const outer = new URL(request.url ?? '/', front.origin);
  const method = request.method ?? 'GET';
  if (!outer.pathname.startsWith('/api/v3/')) {
    request.resume();
    front.usage.violations.push(`${method} ${outer.pathname} is not answered here`);
    sendJson(response, { status: 404, body: { message: 'Not Found' } });
    return;
  }
  const url = new URL(outer.pathname.slice('/api/v3'.length) + outer.search, front.origin);
  const token = tokenOf(request);
  const login = front.tokens.get(token);
  if (login === undefined) {
    request.resume();
    sendUnauthorized(response, token);
    front.usage.requests.push({ kind: 'rest', method, path: url.pathname + url.search, status: 401, cost: 0, operation: '', ids: 0 });
    return;
  }
  const call = await admitRest(front, request, response, { token, path: url.pathname, url });
  if (call === null) return;
  if (NOT_EMULATED.includes(call.operation)) {
    front.usage.violations.push(`${call.operation} is not answered here`);
    sendJson(response, { status: 404, body: { message: 'Not Found' }, headers: call.charge() });
    return;
  }
  const path = `${url.pathname}${url.search}`;
  const answered = await askEmulate(front.program, { method, path, login, body: call.body, origin: front.origin });
  const { status, gap } = githubStatus(call.operation, answered);
  noteFaults(front, call.operation, { status, body: answered.body, gap });
  if (status >= 400) {
    // Only what went well has a validator.
    sendJson(response, { status, body: answered.body, headers: call.charge() });
    call.settle(1);
    return;
  }
  const headers = answered.link === null ? {} : { link: answered.link };
  call.settle(sendValidated(request, response, { status, body: answered.body, headers, isHalf: call.isHalf }, () => call.charge()));
}

function noteFaults(
  front: EmulatedFront,
  operation: ContractOperation,
  answer: { readonly status: number; readonly body: unknown; readonly gap: string | null },
): void {
  if (answer.gap !== null) front.gaps.add(answer.gap);
  for (const fault of responseFaults(operation, answer.status, answer.body)) {
    const gap = knownGap(operation, fault);
    if (gap === null) front.usage.violations.push(`${operation} answered: ${fault}`);
    else front.gaps.add(gap);
  }
}
