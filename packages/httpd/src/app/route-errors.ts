import type { AoError, ErrorCode } from '@ao/domain';
import type { HttpRoute } from './http-route.ts';

/** Every code a route can answer with, sorted: its own and those of access, parsing and bugs. */
export function errorCodesOf(route: HttpRoute): readonly ErrorCode[] {
  const codes = new Set<ErrorCode>([...route.errors, 'HOST_FORBIDDEN', 'ORIGIN_FORBIDDEN', 'INTERNAL']);
  function add(condition: boolean, ...added: readonly ErrorCode[]): void {
    if (condition) for (const code of added) codes.add(code);
  }
  add(route.access !== 'open', 'TOKEN_MISSING', 'TOKEN_INVALID');
  add(route.access !== 'open' && route.access !== 'any', 'TOKEN_SCOPE');
  add(isWrite(route), 'INVALID_JSON', 'INVALID_REQUEST', 'UNSUPPORTED_CONTENT_TYPE', 'BODY_TOO_LARGE', 'DAEMON_STOPPING', 'DISK_FULL');
  add(route.query !== undefined || ('headers' in route && route.headers !== undefined), 'INVALID_REQUEST');
  return [...codes].sort();
}

/**
 * Whether the document lists an error for a route. Kinds of `internal` need not be listed: the client is told nothing of them but that
 * they happened.
 */
export function isDocumented(route: HttpRoute, error: Pick<AoError, 'code' | 'kind'>): boolean {
  return error.kind === 'internal' || errorCodesOf(route).includes(error.code);
}

/** Writes have a body, or may have one, and are held to its rules. */
export function isWrite(route: Pick<HttpRoute, 'method'>): boolean {
  return route.method !== 'get';
}
