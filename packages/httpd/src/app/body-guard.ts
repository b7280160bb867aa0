import { AoError, MESSAGE_MAX_BYTES } from '@ao/domain';
import { createMiddleware } from 'hono/factory';
import type { HttpContext } from './http-context.ts';

/** The largest request body. A message may have 1 MiB of text, which JSON doubles when it is all line ends, and other fields besides. */
export const BODY_LIMIT_BYTES = 2 * MESSAGE_MAX_BYTES + 64 * 1024;

const JSON_CONTENT_TYPE = /^application\/json(?:\s*;\s*charset=utf-?8)?\s*$/i;

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
  if (length > BODY_LIMIT_BYTES) throw tooLarge(BODY_LIMIT_BYTES);
  if (isStreamed) context.req.raw = await withReadBody(context.req.raw);
  return next();
});

/** Runs before writes that take nothing: what was sent would be ignored, and whoever sent it would believe it counted. */
export const guardEmptyBody = createMiddleware<HttpContext>(async function guardEmptyBody(context, next) {
  const text = context.req.header('content-type') === undefined ? '' : await context.req.text();
  if (text !== '') {
    const keys = objectKeys(text);
    if (keys === null) throw new AoError('INVALID_JSON');
    if (keys.length > 0)
      throw new AoError('INVALID_REQUEST', { details: { issues: [{ path: '', message: `Unrecognized keys: ${keys.join(', ')}` }] } });
  }
  await next();
});

/**
 * Reads a body as it is, whatever it says to be.
 *
 * @throws AoError `BODY_TOO_LARGE`, before it is read when it tells its length.
 */
export async function readRawBody(request: Request, limitBytes: number): Promise<Buffer> {
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) throw tooLarge(limitBytes);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request.body ?? []) {
    bytes += part.length;
    if (bytes > limitBytes) throw tooLarge(limitBytes);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Reads a body of unknown length, as far as it is allowed to go, and answers a request that holds it. */
async function withReadBody(request: Request): Promise<Request> {
  const body = await readRawBody(request, BODY_LIMIT_BYTES);
  const { url, method, signal } = request;
  return new Request(url, { method, signal, headers: new Headers([...request.headers]), body });
}

function objectKeys(text: string): readonly string[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : null;
  } catch {
    return null;
  }
}

function tooLarge(limitBytes: number): AoError {
  return new AoError('BODY_TOO_LARGE', { details: { limitBytes } });
}
