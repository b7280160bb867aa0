import { randomUUID } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import { createEventStreams } from '../events/event-streams.ts';
import type { AccessCheck } from '../access/caller.ts';
import type { OriginRules } from '../access/request-origin.ts';
import { answerError, notFoundError, throwIssues } from '../errors/error-answer.ts';
import { HTTP_ROUTES } from '../routes/http-routes.ts';
import { GITHUB_WEBHOOK_PATH } from '../routes/webhooks/webhook-path.ts';
import type { HttpContext } from './http-context.ts';
import type { HttpDependencies } from './http-dependencies.ts';
import { mountRoute } from './mount-route.ts';
import { describeApi, type OpenApiDocument } from './open-api-document.ts';
import { createOriginGuard } from './request-guard.ts';

/** What an upgrade is checked against. */
export interface UpgradeRules {
  readonly originRules: OriginRules;
  readonly access: AccessCheck;
  readonly createRequestId: () => string;
  readonly stopping: AbortSignal;
  readonly terminals: HttpDependencies['terminals'];
}

/** The HTTP API, ready to be served. */
export interface HttpApp {
  /** Answers one request. `bindings` are Node's own request and response; without a socket, the port the Host header is checked against. */
  fetch(request: Request, bindings: HttpContext['Bindings']): Response | Promise<Response>;
  /** The OpenAPI 3.1 document, made from the routes and schemas themselves. */
  openApiDocument(): OpenApiDocument;
  /** Refuses writes, ends waits and event streams. Resolves when the last stream is closed. Reads are answered until the end. */
  stop(): Promise<void>;
  /** What upgrades are checked against, which do not pass through {@link HttpApp.fetch}. */
  readonly upgrades: UpgradeRules;
}

/** Builds the HTTP API over the services. Nothing is started and no port is opened. */
export function createHttpApp(dependencies: HttpDependencies): HttpApp {
  const originRules: OriginRules = {
    allowedOrigins: new Set(dependencies.allowedOrigins),
    allowedHosts: new Set(dependencies.allowedHosts?.map((host) => host.toLowerCase())),
    pathHosts: { path: GITHUB_WEBHOOK_PATH, hosts: new Set(dependencies.webhookHosts?.map((host) => host.toLowerCase())) },
  };
  const streams = createEventStreams(dependencies);
  const app = new OpenAPIHono<HttpContext>({ defaultHook: throwIssues });
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'The token of the run file, or the token an agent finds in its environment.',
  });
  const createRequestId = dependencies.createRequestId ?? randomUUID;
  app.use('*', createOriginGuard({ rules: originRules, createRequestId }));
  let document: OpenApiDocument | null = null;
  const openApiDocument = () => (document ??= describeApi(app));
  const stopping = new AbortController();
  const options = { dependencies, streams, openApiDocument, stopping: stopping.signal };
  for (const route of HTTP_ROUTES) mountRoute(app, route, options);
  app.notFound((context) => answerError(notFoundError(context), context, dependencies.logger));
  app.onError((thrown, context) => answerError(thrown, context, dependencies.logger));
  return {
    fetch: (request, bindings) => app.fetch(request, bindings),
    openApiDocument,
    stop() {
      stopping.abort();
      return streams.close();
    },
    upgrades: { originRules, access: dependencies.access, createRequestId, stopping: stopping.signal, terminals: dependencies.terminals },
  };
}
