import { AoError } from '@ao/domain';
import { cappedLine } from '../text/capped-text.ts';
import type { Reply, ReplyHeaders } from './reply.ts';

/** What a host's answer of 400 and above means. */
export type Refusal =
  | { readonly type: 'reply'; readonly reply: Reply }
  /** The hourly limit is used up. */
  | { readonly type: 'primary_limit' }
  /** Too many requests at once. */
  | { readonly type: 'secondary_limit' }
  /** The token is not taken. */
  | { readonly type: 'unauthorized' };

/** An answer that was not a success. */
export interface RefusedAnswer {
  readonly host: string;
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly data: unknown;
}

/**
 * Tells the limits apart from what the token may not do. GitHub answers both with 403: a limit shows by the headers, or by its words,
 * of which there have been several over the years.
 */
export function classifyRefusal(answer: RefusedAnswer): Refusal {
  const { status, headers } = answer;
  const message = messageOf(answer.data);
  if (status === 401) return { type: 'unauthorized' };
  if (status === 429 || status === 403) {
    if (headers['x-ratelimit-remaining'] === '0' && headers['retry-after'] === undefined) return { type: 'primary_limit' };
    if (status === 429 || headers['retry-after'] !== undefined || /secondary rate|abuse detection|rate limit/i.test(message)) {
      return { type: 'secondary_limit' };
    }
    return { type: 'reply', reply: { type: 'forbidden', error: forbidden(answer.host, message, headers) } };
  }
  if (status === 404 || status === 410) return { type: 'reply', reply: { type: 'gone', status } };
  if (status === 451) return { type: 'reply', reply: { type: 'forbidden', error: forbidden(answer.host, message, headers) } };
  if (status >= 500)
    return {
      type: 'reply',
      reply: { type: 'failed', error: unavailable(answer.host, `status ${status}`), isTooMuch: status === 502 || status === 504 },
    };
  return { type: 'reply', reply: { type: 'refused', status, message } };
}

/** The host's own words, on one line; its page for people or anything else that is no JSON says nothing. */
export function messageOf(data: unknown): string {
  const message = typeof data === 'object' && data !== null && 'message' in data ? data.message : null;
  return typeof message === 'string' ? cappedLine(message) : '';
}

/** The token may not do this; what is missing stands in the message, if the host tells. */
export function forbidden(host: string, message: string, headers: ReplyHeaders = {}): AoError {
  const needed = headers['x-accepted-oauth-scopes'] ?? headers['x-accepted-github-permissions'];
  const signOn = headers['x-github-sso'] !== undefined || /SAML/i.test(message);
  const remedy = signOn
    ? 'Authorize it for the organization (single sign-on).'
    : `Give it the right${needed ? `: ${cappedLine(needed)}` : ''}.`;
  return new AoError('FORGE_FORBIDDEN', {
    message: `${host} does not allow this with the token (${message || 'no reason given'}). ${remedy}`,
    details: { host },
  });
}

/** No answer that counts. */
export function unavailable(host: string, why: string, cause?: unknown): AoError {
  return new AoError('FORGE_UNAVAILABLE', {
    message: `${host} does not answer (${cappedLine(why)}). It is tried again by itself.`,
    details: { host },
    cause,
  });
}

/** An answer nobody can make sense of. */
export function invalidAnswer(host: string, what: string, cause?: unknown): AoError {
  return new AoError('FORGE_ANSWER_INVALID', {
    message: `${host} gave an answer that cannot be understood (${cappedLine(what)}). If it stays, update ao or the Enterprise server.`,
    details: { host },
    cause,
  });
}
