import { AoError } from '@ao/domain';
import { createMiddleware } from 'hono/factory';
import { authenticate } from '../access/bearer-token.ts';
import type { AccessCheck } from '../access/caller.ts';
import { checkOrigin, type OriginRules } from '../access/request-origin.ts';
import { checkAccess } from '../access/route-access.ts';
import { answerHeaders, requestIdFrom } from './answer-headers.ts';
import type { HttpContext } from './http-context.ts';
import type { HttpRoute } from './http-route.ts';
import { isWrite } from './route-errors.ts';

const ALLOWED_METHODS = 'GET, POST, PUT, PATCH, DELETE, OPTIONS';
const ALLOWED_HEADERS = 'authorization, content-type, idempotency-key, last-event-id, x-request-id';
const PREFLIGHT_MAX_AGE_SECONDS = 600;

/** Runs before every route, known or not: names the request, checks where it comes from, answers preflights of allowed origins. */
export function createOriginGuard(options: { readonly rules: OriginRules; readonly createRequestId: () => string }) {
  return createMiddleware<HttpContext>(async function guardOrigin(context, next) {
    const requestId = requestIdFrom(context.req.header('x-request-id'), options.createRequestId);
    context.set('requestId', requestId);
    context.set('origin', null);
    const port = context.env?.incoming?.socket.localPort ?? context.env?.port ?? 0;
    const origin = checkOrigin(
      { host: context.req.header('host'), origin: context.req.header('origin'), path: context.req.path, port },
      options.rules,
    );
    context.set('origin', origin);
    if (origin !== null && context.req.method === 'OPTIONS' && context.req.header('access-control-request-method') !== undefined) {
      return new Response(null, { status: 204, headers: preflightHeaders(requestId, origin, context.req.raw.headers) });
    }
    await next();
    return;
  });
}

/** Runs before everything of one route: who calls, and may they? Nothing new is begun once the daemon stops. */
export function createAccessGuard(
  route: HttpRoute,
  options: { readonly dependencies: { readonly access: AccessCheck }; readonly stopping: AbortSignal },
) {
  return createMiddleware<HttpContext>(async function guardAccess(context, next) {
    if (route.access !== 'open') {
      const caller = authenticate(options.dependencies.access, { authorization: context.req.header('authorization') });
      checkAccess(caller, route.access, context.req.param('sessionId'));
      context.set('caller', caller);
    }
    if (options.stopping.aborted && isWrite(route)) throw new AoError('DAEMON_STOPPING');
    await next();
  });
}

function preflightHeaders(requestId: string, origin: string, requested: Headers): Record<string, string> {
  const { 'content-type': _, ...headers } = answerHeaders(requestId, origin, '');
  headers['access-control-allow-methods'] = ALLOWED_METHODS;
  headers['access-control-allow-headers'] = ALLOWED_HEADERS;
  headers['access-control-max-age'] = String(PREFLIGHT_MAX_AGE_SECONDS);
  if (requested.get('access-control-request-private-network') === 'true') headers['access-control-allow-private-network'] = 'true';
  return headers;
}
