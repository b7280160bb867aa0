import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createRoute, type OpenAPIHono, type RouteConfig, type z } from '@hono/zod-openapi';
import { AoError, ERROR_CATALOGUE, type ErrorCode } from '@ao/domain';
import type { Context, MiddlewareHandler } from 'hono';
import { statusOf } from '../errors/error-status.ts';
import { PROBLEM_CONTENT_TYPE } from '../errors/problem.ts';
import type { EventStreams } from '../events/event-streams.ts';
import { problemSchema } from '../schemas/problem-schema.ts';
import { answerHeaders } from './answer-headers.ts';
import { guardBody, guardEmptyBody, readRawBody } from './body-guard.ts';
import type { HttpContext } from './http-context.ts';
import type { HttpDependencies } from './http-dependencies.ts';
import type { HttpRoute, RouteCall } from './http-route.ts';
import type { OpenApiDocument } from './open-api-document.ts';
import { createAccessGuard } from './request-guard.ts';
import { errorCodesOf, isDocumented, isWrite } from './route-errors.ts';

const JSON_CONTENT_TYPE = 'application/json';

/** What routes are served with. */
export interface MountOptions {
  readonly dependencies: HttpDependencies;
  readonly streams: EventStreams;
  readonly stopping: AbortSignal;
  readonly openApiDocument: () => OpenApiDocument;
}

/** Registers a route: in the router with its guards, and in the OpenAPI document with its schemas and errors. */
export function mountRoute(app: OpenAPIHono<HttpContext>, route: HttpRoute, options: MountOptions): void {
  const middleware: MiddlewareHandler<HttpContext>[] = [createAccessGuard(route, options)];
  const isRaw = rawBodyOf(route) !== undefined;
  if (isWrite(route) && !isRaw) middleware.push(guardBody);
  if (isWrite(route) && !isRaw && bodyOf(route) === undefined) middleware.push(guardEmptyBody);
  app.openapi(
    createRoute({
      method: route.method,
      path: route.path,
      operationId: route.operationId,
      tags: [route.tag],
      summary: route.summary,
      ...(route.description === undefined ? {} : { description: route.description }),
      ...(route.access === 'open' ? {} : { security: [{ token: [] }] }),
      'x-access': route.access,
      'x-error-codes': errorCodesOf(route),
      request: requestOf(route),
      responses: { ...successOf(route), ...problemsOf(errorCodesOf(route)) },
      middleware,
    }),
    // The schemas of this route have parsed what its handler gets; see `jsonRoute` for the check of both against each other.
    (context) => checked(answer(context as unknown as Context<HttpContext>, route, options), route, options) as never,
  );
}

/** An error the document does not list for this route is answered all the same, but not silently. */
async function checked(response: Promise<Response>, route: HttpRoute, options: MountOptions): Promise<Response> {
  return response.catch((error: unknown) => {
    if (AoError.isInstance(error) && error.code !== 'METHOD_NOT_ALLOWED' && !isDocumented(route, error)) {
      options.dependencies.logger.warn('A route answered with an error it does not document.', {
        operationId: route.operationId,
        code: error.code,
      });
    }
    throw error;
  });
}

async function answer(context: Context<HttpContext>, route: HttpRoute, options: MountOptions): Promise<Response> {
  if ('upgrade' in route) throw new AoError('UPGRADE_REQUIRED');
  const call = callOf(context, route, options);
  const headers = answerHeaders(call.requestId, context.get('origin'), JSON_CONTENT_TYPE);
  if ('stream' in route) {
    // A question about a stream would open one that nobody reads.
    if (context.req.method === 'HEAD') throw new AoError('METHOD_NOT_ALLOWED');
    const { outgoing } = context.env;
    if (outgoing === undefined) throw new Error('Event streams need a socket.');
    route.handle({ ...call, outgoing, headers });
    return RESPONSE_ALREADY_SENT;
  }
  const result = await route.handle(call);
  const status = route.otherStatus?.when(result) ? route.otherStatus.status : route.success.status;
  return new Response(JSON.stringify(result), { status, headers });
}

function callOf(context: Context<HttpContext>, route: HttpRoute, options: MountOptions): RouteCall<unknown, unknown, unknown> {
  const valid = (target: string): unknown => context.req.valid(target as never);
  return {
    parameters: route.parameters === undefined ? undefined : valid('param'),
    query: route.query === undefined ? undefined : valid('query'),
    body: bodyOf(route) === undefined ? undefined : valid('json'),
    caller: context.get('caller'),
    requestId: context.get('requestId'),
    get signal() {
      return context.req.raw.signal;
    },
    stopping: options.stopping,
    dependencies: options.dependencies,
    streams: options.streams,
    openApiDocument: options.openApiDocument,
    header: (name) => context.req.header(name),
    readBody: () => readRawBody(context.req.raw, rawBodyOf(route)?.limitBytes ?? 0),
  };
}

function bodyOf(route: HttpRoute): z.ZodType | undefined {
  return 'body' in route ? route.body : undefined;
}

function rawBodyOf(route: HttpRoute): { readonly limitBytes: number } | undefined {
  return 'rawBody' in route ? route.rawBody : undefined;
}

function requestOf(route: HttpRoute): NonNullable<RouteConfig['request']> {
  const body = bodyOf(route);
  const headers = 'headers' in route ? route.headers : undefined;
  return {
    ...(route.parameters === undefined ? {} : { params: route.parameters as z.ZodObject }),
    ...(route.query === undefined ? {} : { query: route.query as z.ZodObject }),
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined
      ? {}
      : {
          body: {
            required: !('bodyIsOptional' in route && route.bodyIsOptional),
            content: { [JSON_CONTENT_TYPE]: { schema: body } },
          },
        }),
  };
}

type Responses = RouteConfig['responses'];

function successOf(route: HttpRoute): Responses {
  if ('upgrade' in route) return { 101: { description: route.upgrade.description } };
  if ('stream' in route) {
    return { 200: { description: route.stream.description, content: { 'text/event-stream': { schema: route.stream.schema } } } };
  }
  const content = { [JSON_CONTENT_TYPE]: { schema: route.success.schema } };
  return {
    [route.success.status]: { description: route.success.description, content },
    ...(route.otherStatus === undefined ? {} : { [route.otherStatus.status]: { description: route.success.description, content } }),
  };
}

function problemsOf(codes: readonly ErrorCode[]): Responses {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const status = statusOf({ code, kind: ERROR_CATALOGUE[code].kind });
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = { [PROBLEM_CONTENT_TYPE]: { schema: problemSchema } };
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [String(status), { description: group.map((code) => `\`${code}\``).join(', '), content }]),
  );
}
