import { AoError } from '@ao/domain';
import type { AccessCheck, Caller } from './caller.ts';

/** Browsers cannot set headers on a WebSocket: they offer the token as a subprotocol with this prefix. It is never answered. */
export const BEARER_SUBPROTOCOL_PREFIX = 'ao.bearer.';

const BEARER_PATTERN = /^Bearer +([^\s]+)$/i;

/** Where a token may stand in a request. */
export interface TokenHeaders {
  readonly authorization: string | undefined;
  /** `Sec-WebSocket-Protocol`, of upgrades only. */
  readonly subprotocols?: string | undefined;
}

/**
 * The caller of a request.
 *
 * @throws AoError `TOKEN_MISSING`, `TOKEN_INVALID`.
 */
export function authenticate(access: AccessCheck, headers: TokenHeaders): Caller {
  const token = tokenOf(headers);
  if (token === null) throw new AoError('TOKEN_MISSING');
  const caller = access.identify(token);
  if (caller === null) throw new AoError('TOKEN_INVALID');
  return caller;
}

function tokenOf(headers: TokenHeaders): string | null {
  if (headers.authorization !== undefined) return BEARER_PATTERN.exec(headers.authorization.trim())?.[1] ?? null;
  for (const offered of headers.subprotocols?.split(',') ?? []) {
    const name = offered.trim();
    if (name.startsWith(BEARER_SUBPROTOCOL_PREFIX)) return name.slice(BEARER_SUBPROTOCOL_PREFIX.length);
  }
  return null;
}
