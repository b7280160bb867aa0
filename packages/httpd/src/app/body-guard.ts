import { AoError } from '@ao/domain';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import type { HttpContext } from './http-context.ts';

/** The largest request body. Messages may have 1 MiB of text, which JSON can nearly double. */
export const BODY_LIMIT_BYTES = 2 * 1024 * 1024;

const JSON_CONTENT_TYPE = /^application\/json(?:\s*;\s*charset=utf-?8)?\s*$/i;

const limitStreamedBody = bodyLimit({
  maxSize: BODY_LIMIT_BYTES,
  onError: () => {
    throw tooLarge();
  },
});

/**
 * Runs before a write is parsed. A body must be declared as JSON: form posts and plain text, which web pages may send anywhere
 * without asking, are refused. A body that says it is too large is refused unread.
 */
export const guardBody = createMiddleware<HttpContext>(async function guardBody(context, next) {
  const length = Number(context.req.header('content-length') ?? 0);
  const isStreamed = context.req.header('transfer-encoding') !== undefined;
  const contentType = context.req.header('content-type');
  const mustBeJson = length > 0 || isStreamed || contentType !== undefined;
  if (mustBeJson && !(contentType !== undefined && JSON_CONTENT_TYPE.test(contentType))) throw new AoError('UNSUPPORTED_CONTENT_TYPE');
  if (length > BODY_LIMIT_BYTES) throw tooLarge();
  return isStreamed ? limitStreamedBody(context, next) : next();
});

/** Runs before writes that take nothing: what was sent would be ignored, and whoever sent it would believe it counted. */
export const guardEmptyBody = createMiddleware<HttpContext>(async function guardEmptyBody(context, next) {
  const text = Number(context.req.header('content-length') ?? 0) > 0 ? await context.req.text() : '';
  if (text !== '') {
    const keys = objectKeys(text);
    if (keys === null) throw new AoError('INVALID_JSON');
    if (keys.length > 0)
      throw new AoError('INVALID_REQUEST', { details: { issues: [{ path: '', message: `Unrecognized keys: ${keys.join(', ')}` }] } });
  }
  await next();
});

function objectKeys(text: string): readonly string[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : null;
  } catch {
    return null;
  }
}

function tooLarge(): AoError {
  return new AoError('BODY_TOO_LARGE', { details: { limitBytes: BODY_LIMIT_BYTES } });
}
