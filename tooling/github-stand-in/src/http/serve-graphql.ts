import type { IncomingMessage, ServerResponse } from 'node:http';
import { prepareQuery, writeError } from '../graphql/answer-graphql.ts';
import { readBody } from './read-body.ts';
import type { HostFront } from './host-front.ts';
import { canPay, rateHeaders } from './rate-account.ts';
import { sendJson, sufferFault } from './send-answer.ts';

/** Answers one query. Points are taken before it is carried out, as at GitHub. */
export async function serveGraphQl(front: HostFront, request: IncomingMessage, response: ServerResponse, token: string): Promise<void> {
  const body = (await readBody(request)) as { readonly query?: string; readonly variables?: unknown };
  const text = body.query ?? '';
  const variables = (body.variables ?? {}) as Readonly<Record<string, unknown>>;
  const operation = /\b(?:query|mutation)\s+(\w+)/.exec(text)?.[1] ?? '';
  const ids = Array.isArray(variables['ids']) ? variables['ids'].length : 0;
  const seen = { kind: 'graphql', method: 'POST', path: request.url ?? '', operation, ids } as const;
  const effect = front.faults.take('graphql', { method: 'POST', path: request.url ?? '', ids, operation });
  if (effect !== null && (await sufferFault(effect, response, true))) {
    front.usage.requests.push({ ...seen, status: response.statusCode, cost: 0 });
    return;
  }
  const prepared = prepareQuery(front.state, token, { text, variables });
  const account = front.account(token);
  if (!('run' in prepared)) {
    front.usage.violations.push(...prepared.map((error) => `${operation}: ${error.message}`));
    front.usage.requests.push({ ...seen, status: 200, cost: 1 });
    sendJson(response, { status: 200, body: { errors: prepared.map(writeError) }, headers: rateHeaders(account, 'graphql') });
    return;
  }
  const { points } = prepared.cost;
  if (!canPay(account, 'graphql', points)) {
    front.usage.requests.push({ ...seen, status: 200, cost: 0 });
    const errors = [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for user ID 1.' }];
    sendJson(response, { status: 200, body: { errors }, headers: { ...rateHeaders(account, 'graphql'), 'x-ratelimit-remaining': '0' } });
    return;
  }
  account.used.graphql += points;
  const result = await prepared.run({
    limit: account.limit.graphql,
    remaining: account.limit.graphql - account.used.graphql,
    resetAt: new Date(account.resetAt * 1_000).toISOString(),
  });
  front.usage.requests.push({ ...seen, status: 200, cost: points });
  const errors = result.errors === undefined ? {} : { errors: result.errors.map(writeError) };
  sendJson(response, {
    status: 200,
    body: { ...(result.data === undefined ? {} : { data: result.data }), ...errors },
    headers: rateHeaders(account, 'graphql'),
    isHalf: effect?.type === 'half_answer',
  });
}
