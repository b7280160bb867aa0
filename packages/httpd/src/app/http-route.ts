import type { ServerResponse } from 'node:http';
import type { z } from '@hono/zod-openapi';
import type { ErrorCode } from '@ao/domain';
import type { Caller } from '../access/caller.ts';
import type { RouteAccess } from '../access/route-access.ts';
import type { EventStreams } from '../events/event-streams.ts';
import type { HttpDependencies } from './http-dependencies.ts';
import type { OpenApiDocument } from './open-api-document.ts';
import type { DeepReadonly } from './deep-readonly.ts';

/** The resources routes are grouped by. */
export type RouteTag =
  | 'daemon'
  | 'projects'
  | 'sessions'
  | 'issues'
  | 'pull-requests'
  | 'messages'
  | 'reports'
  | 'orchestrators'
  | 'notices'
  | 'webhooks'
  | 'events'
  | 'terminal';

/** One request, checked and parsed. */
export interface RouteCall<Parameters, Query, Body> {
  readonly parameters: Parameters;
  readonly query: Query;
  readonly body: Body;
  readonly caller: Caller;
  readonly requestId: string;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
  /** Aborted when the daemon stops: long waits end then. */
  readonly stopping: AbortSignal;
  readonly dependencies: HttpDependencies;
  readonly streams: EventStreams;
  /** The OpenAPI document of the application. */
  readonly openApiDocument: () => OpenApiDocument;
  header(name: string): string | undefined;
  /** The body byte for byte, of routes with a `rawBody`. */
  readBody(): Promise<Uint8Array>;
}

/** A call of a route that writes its answer itself. */
export interface StreamCall<Query> extends RouteCall<unknown, Query, unknown> {
  readonly outgoing: ServerResponse;
  /** Headers every answer has. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a success is answered with. */
export interface RouteSuccess<Result> {
  readonly status: 200 | 201 | 202;
  readonly description: string;
  readonly schema: Result;
}

/** What every route says about itself. */
interface RouteBasics<Parameters, Query> {
  /** Name of the operation in the OpenAPI document and of the method in the client. */
  readonly operationId: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: `/${string}`;
  readonly tag: RouteTag;
  readonly summary: string;
  readonly description?: string;
  readonly access: RouteAccess;
  readonly parameters?: Parameters;
  readonly query?: Query;
  /** The codes its own work can raise. Codes of access, parsing and bugs are added where they apply. */
  readonly errors: readonly ErrorCode[];
}

/** A route that answers JSON. */
export interface JsonRouteSpecification<
  Parameters extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Result extends z.ZodType,
> extends RouteBasics<Parameters, Query> {
  readonly headers?: z.ZodObject;
  readonly body?: Body;
  /** Takes a body as it is, of any type, up to this size: for what is signed byte for byte. Excludes `body`. */
  readonly rawBody?: { readonly limitBytes: number };
  /** Whether the body may be left out. Every field of it must be optional then. */
  readonly bodyIsOptional?: boolean;
  readonly success: RouteSuccess<Result>;
  /** Another success status for some results. */
  readonly otherStatus?: { readonly status: 200 | 201; readonly when: (result: DeepReadonly<z.input<Result>>) => boolean };
  readonly handle: (
    call: RouteCall<z.output<Parameters>, z.output<Query>, z.output<Body>>,
  ) => DeepReadonly<z.input<Result>> | Promise<DeepReadonly<z.input<Result>>>;
}

/** A route that writes a stream of server-sent events. */
export interface StreamRouteSpecification<Query extends z.ZodType> extends RouteBasics<z.ZodType, Query> {
  readonly headers?: z.ZodObject;
  readonly stream: { readonly description: string; readonly schema: z.ZodType };
  /** Takes over the response. What it throws before the first byte is answered like any error. */
  readonly handle: (call: StreamCall<z.output<Query>>) => void;
}

/** A route that only upgrades to WebSocket; the upgrade itself is handled by the server. */
export interface UpgradeRouteSpecification extends RouteBasics<z.ZodType, z.ZodType> {
  readonly upgrade: { readonly description: string };
}

/** Any route, with the types of its parts forgotten: the array of all routes is cheap for the compiler. */
export type HttpRoute =
  | JsonRouteSpecification<z.ZodType, z.ZodType, z.ZodType, z.ZodType>
  | StreamRouteSpecification<z.ZodType>
  | UpgradeRouteSpecification;

/** Declares a JSON route; the handler is checked against the schemas. */
export function jsonRoute<
  Result extends z.ZodType,
  Parameters extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(specification: JsonRouteSpecification<Parameters, Query, Body, Result>): HttpRoute {
  return specification;
}

/** Declares an event stream. */
export function streamRoute<Query extends z.ZodType>(specification: StreamRouteSpecification<Query>): HttpRoute {
  return specification;
}

/** Declares a WebSocket route. */
export function upgradeRoute(specification: UpgradeRouteSpecification): HttpRoute {
  return specification;
}
