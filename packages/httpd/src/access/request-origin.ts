import { AoError } from '@ao/domain';

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'] as const;

/** What is checked before anything else is looked at. */
export interface RequestOrigin {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** The path that is asked for. */
  readonly path: string;
  /** The port the request came in by. */
  readonly port: number;
}

/** Which hosts and origins besides the daemon's own are accepted. */
export interface OriginRules {
  /** Complete origins of web pages that may use the daemon, for example `http://localhost:5173`. */
  readonly allowedOrigins: ReadonlySet<string>;
  /** Further `Host` values, for example of a forwarded port. */
  readonly allowedHosts: ReadonlySet<string>;
  /** Further `Host` values for one path alone, which proves by other means who asks. */
  readonly pathHosts: { readonly path: string; readonly hosts: ReadonlySet<string> };
}

/**
 * Refuses requests that a web page could cause: the `Host` must name this machine and port, which stops DNS rebinding, and an
 * `Origin`, which every cross-site request of a browser carries, must have been allowed by the person.
 *
 * @returns the allowed origin to answer with CORS headers, or null when the request has none.
 * @throws AoError `HOST_FORBIDDEN`, `ORIGIN_FORBIDDEN`.
 */
export function checkOrigin(request: RequestOrigin, rules: OriginRules): string | null {
  const host = request.host?.toLowerCase();
  if (host === undefined || !(isOwnHost(host, request.port) || rules.allowedHosts.has(host) || isPathHost(host, request.path, rules))) {
    throw new AoError('HOST_FORBIDDEN', { message: `The Host header does not name this daemon. Use http://127.0.0.1:${request.port}.` });
  }
  if (request.origin === undefined) return null;
  if (rules.allowedOrigins.has(request.origin)) return request.origin;
  throw new AoError('ORIGIN_FORBIDDEN', { details: { origin: request.origin.slice(0, 200) } });
}

function isPathHost(host: string, path: string, { pathHosts }: OriginRules): boolean {
  return path === pathHosts.path && pathHosts.hosts.has(host);
}

function isOwnHost(host: string, port: number): boolean {
  return LOOPBACK_NAMES.some((name) => host === `${name}:${port}` || (port === 80 && host === name));
}
