import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultEffect } from './fault.ts';

/** An answer in JSON. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly isHalf?: boolean;
}

/** Sends JSON, and how many bytes of it: all, or half. */
export function sendJson(response: ServerResponse, answer: JsonAnswer): void {
  const text = JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    'x-github-request-id': 'STAND:IN',
    ...answer.headers,
  });
  response.end(answer.isHalf === true ? text.slice(0, Math.floor(text.length / 2)) : text);
}

/** Sends an answer with its validator; says only "unchanged" to whoever has it already. What it cost: 1, or nothing. */
export function sendValidated(
  request: IncomingMessage,
  response: ServerResponse,
  answer: JsonAnswer,
  charge: () => Record<string, string>,
): 0 | 1 {
  const etag = etagOf(request, answer.body);
  if (request.method === 'GET' && request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag });
    response.end();
    return 0;
  }
  sendJson(response, { ...answer, headers: { ...charge(), etag, ...answer.headers } });
  return 1;
}

/** Sends away whoever brought no token, or one nobody knows. */
export function sendUnauthorized(response: ServerResponse, token: string): void {
  const message = token === '' ? 'Requires authentication' : 'Bad credentials';
  sendJson(response, { status: 401, body: { message, documentation_url: 'https://docs.github.com/rest', status: '401' } });
}

/** The validator of an answer. As at GitHub, it covers token and wanted form beside the body. */
function etagOf(request: IncomingMessage, body: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify([body, request.headers.authorization, request.headers.accept]));
  return `W/"${hash.digest('hex')}"`;
}

/** Lets a fault happen. False when the request is to be answered all the same. */
export async function sufferFault(effect: FaultEffect, response: ServerResponse, onGraphQl: boolean): Promise<boolean> {
  switch (effect.type) {
    case 'status':
      response.writeHead(effect.status, { 'content-type': 'text/html', ...effect.headers });
      response.end(effect.body ?? '<html><body><h1>Unicorn!</h1></body></html>');
      return true;
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, effect.delayMs).unref());
      return false;
    case 'hang':
      return true;
    case 'reset':
      response.socket?.resetAndDestroy();
      return true;
    case 'secondary_limit': {
      const headers = effect.retryAfter === undefined ? {} : { 'retry-after': effect.retryAfter };
      const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
      sendJson(response, { status: effect.status ?? 403, body: { message, documentation_url: 'https://docs.github.com/' }, headers });
      return true;
    }
    case 'primary_limit': {
      const reset = String(Math.ceil(Date.now() / 1_000) + effect.resetInSeconds);
      const headers = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
      const message = 'API rate limit exceeded for user ID 1.';
      const body = onGraphQl ? { errors: [{ type: 'RATE_LIMITED', message }] } : { message };
      sendJson(response, { status: onGraphQl ? 200 : 403, body, headers });
      return true;
    }
    case 'half_answer':
      return false;
    case 'graphql_error': {
      const type = effect.errorType === undefined ? {} : { type: effect.errorType };
      sendJson(response, { status: 200, body: { data: null, errors: [{ ...type, message: effect.message }] } });
      return true;
    }
  }
}
