import type { IncomingMessage, ServerResponse } from 'node:http';
import { findOperation, requestFaults } from '../contract/check-contract.ts';
import type { ContractOperation } from '../contract/contract-operations.ts';
import type { HostFront } from './host-front.ts';
import { canPay, rateHeaders } from './rate-account.ts';
import { readBody } from './read-body.ts';
import { sendJson, sufferFault } from './send-answer.ts';

/** What admission needs of a server. */
export type RestGate = Pick<HostFront, 'faults' | 'usage' | 'account'>;

/** A request that is to be answered. */
export interface AdmittedCall {
  readonly operation: ContractOperation;
  /** Values of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** A fault wants only half of the answer to be sent. */
  readonly isHalf: boolean;
  /** Counts the request; the headers that say so. */
  charge(): Record<string, string>;
  /** Notes the request as answered. */
  settle(cost: number): void;
}

/**
 * What happens to every request of the REST interface before it is answered: faults befall it, GitHub's contract is held against it, and
 * limits are. Null when that was the answer.
 */
export async function admitRest(
  gate: RestGate,
  request: IncomingMessage,
  response: ServerResponse,
  call: { readonly token: string; readonly path: string; readonly url: URL },
): Promise<AdmittedCall | null> {
  const method = request.method ?? 'GET';
  const { path, url } = call;
  const body = method === 'GET' ? {} : ((await readBody(request)) as Readonly<Record<string, unknown>>);
  const settle = (cost: number): void => {
    const seen = { kind: 'rest', method, path: `${path}${url.search}`, operation: '', ids: 0 } as const;
    gate.usage.requests.push({ ...seen, status: response.statusCode, cost });
  };
  const effect = gate.faults.take('rest', { method, path, ids: 0, operation: '' });
  if (effect !== null && (await sufferFault(effect, response, false))) {
    settle(0);
    return null;
  }
  const account = gate.account(call.token);
  const resource = path.startsWith('/search/') ? 'search' : 'core';
  const found = findOperation(method, path);
  if (found === null) {
    gate.usage.violations.push(`${method} ${path} is not answered here`);
    sendJson(response, { status: 404, body: { message: 'Not Found' }, headers: rateHeaders(account, resource) });
    return null;
  }
  const faults = requestFaults({ operation: found.operation, query: url.searchParams, body: method === 'GET' ? undefined : body });
  gate.usage.violations.push(...faults.map((fault) => `${found.operation}: ${fault}`));
  if (!canPay(account, resource, 1)) {
    const message = 'API rate limit exceeded for user ID 1.';
    sendJson(response, { status: 403, body: { message }, headers: rateHeaders(account, resource) });
    return null;
  }
  return {
    ...found,
    body,
    isHalf: effect?.type === 'half_answer',
    charge: () => {
      account.used[resource] += 1;
      return rateHeaders(account, resource);
    },
    settle,
  };
}
