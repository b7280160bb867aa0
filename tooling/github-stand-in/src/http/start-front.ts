import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HostFront } from './host-front.ts';
import { sendJson, sendUnauthorized } from './send-answer.ts';
import { serveGitPath, tokenOf } from './serve-git.ts';
import { serveGraphQl } from './serve-graphql.ts';
import { serveRest } from './serve-rest.ts';

/** A server that listens. */
export interface ListeningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on the loopback interface, on a port that is free unless one is named. */
export async function listen(listener: RequestListener, port = 0): Promise<ListeningServer> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** One server as at GitHub Enterprise: pages and git at the root, REST below `/api/v3`, GraphQL at `/api/graphql`. */
export function frontListener(front: HostFront): RequestListener {
  return (request, response) => {
    answer(front, request, response).catch((error: unknown) => {
      front.usage.violations.push(`the stand-in itself failed: ${String(error)}`);
      if (response.headersSent) response.destroy();
      else sendJson(response, { status: 500, body: { message: String(error) } });
    });
  };
}

async function answer(front: HostFront, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const origin = `http://${front.state.host}`;
  const url = new URL(request.url ?? '/', origin);
  if (await serveGitPath(front, request, response, url)) return;
  const isGraphQl = url.pathname === '/api/graphql' || url.pathname === '/graphql';
  const prefix = url.pathname.startsWith('/api/v3/') ? '/api/v3' : '';
  const token = tokenOf(request);
  if (!front.state.tokens.has(token)) {
    request.resume();
    sendUnauthorized(response, token);
    front.usage.requests.push({
      kind: isGraphQl ? 'graphql' : 'rest',
      method: request.method ?? '',
      path: url.pathname,
      status: 401,
      cost: 0,
      operation: '',
      ids: 0,
    });
    return;
  }
  if (isGraphQl) return serveGraphQl(front, request, response, token);
  const inner = new URL(url.pathname.slice(prefix.length) + url.search, origin);
  return serveRest(front, request, response, { token, url: inner, apiUrl: `${origin}${prefix}` });
}
