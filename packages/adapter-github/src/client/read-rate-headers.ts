import { retryAfterMs } from './retry-after.ts';
import type { RateReading, RateResource } from './rate-limiter.ts';
import type { ReplyHeaders } from './reply.ts';

/** What the headers of an answer say about a limit; null when they say nothing, as Enterprise servers without limits do. */
export function readRateHeaders(headers: ReplyHeaders, asked: RateResource): RateReading | null {
  const limit = numberIn(headers['x-ratelimit-limit']);
  const remaining = numberIn(headers['x-ratelimit-remaining']);
  const reset = numberIn(headers['x-ratelimit-reset']);
  if (limit === null || remaining === null || reset === null) return null;
  const named = headers['x-ratelimit-resource'];
  const resource = named === 'core' || named === 'graphql' || named === 'search' ? named : asked;
  return { resource, limit, remaining, resetAt: reset * 1_000 };
}

function numberIn(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : null;
}

/** How long the host asks to be left alone; null when it does not say. */
export function pauseIn(headers: ReplyHeaders, now: number): number | null {
  return retryAfterMs(headers['retry-after'], now);
}
