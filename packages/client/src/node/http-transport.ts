import type { IncomingMessage } from 'node:http';
import { ConnectionError, type Transport, type TransportAnswer, type TransportRequest } from '../transport/transport.ts';

/**
 * Requests by Node's own HTTP client. It starts in a quarter of the time `fetch` takes, which a command line feels; the module is
 * fetched by call because a static import loads `fetch` along with it.
 *
 * A kept connection may have been closed by the daemon without this process having noticed. A read is made again then; a write, of
 * which nobody could tell whether it was carried out, goes over a connection of its own from the beginning.
 */
export function createHttpTransport(): Transport {
  const http = process.getBuiltinModule('node:http');
  return function httpTransport(request) {
    const isRead = request.method === 'GET';
    return new Promise((resolve, reject) => {
      const body = request.body === null ? null : Buffer.from(request.body);
      function send(connection: 'kept' | 'new'): void {
        const outgoing = http.request(request.url, {
          method: request.method,
          headers: { ...request.headers, ...(body === null ? {} : { 'content-length': String(body.length) }) },
          ...(connection === 'new' ? { agent: false } : {}),
          ...(request.signal === undefined ? {} : { signal: request.signal }),
        });
        outgoing.on('error', (error) => {
          if (isRead && connection === 'kept' && outgoing.reusedSocket && request.signal?.aborted !== true) send('new');
          else reject(connectionError(error, request));
        });
        outgoing.on('response', (incoming) => resolve(answerOf(incoming, request)));
        outgoing.end(body ?? undefined);
      }
      send(isRead ? 'kept' : 'new');
    });
  };
}

function answerOf(incoming: IncomingMessage, request: TransportRequest): TransportAnswer {
  return {
    status: incoming.statusCode ?? 0,
    header(name) {
      const value = incoming.headers[name];
      return value === undefined ? null : String(value);
    },
    async text() {
      const parts: Uint8Array[] = [];
      for await (const part of chunksOf(incoming, request)) parts.push(part);
      return Buffer.concat(parts).toString('utf8');
    },
    chunks: () => chunksOf(incoming, request),
  };
}

async function* chunksOf(incoming: IncomingMessage, request: TransportRequest): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of incoming) yield chunk as Uint8Array;
  } catch (error) {
    throw connectionError(error, request);
  }
}

function connectionError(error: unknown, request: TransportRequest): unknown {
  if (request.signal?.aborted === true) return request.signal.reason;
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  return new ConnectionError(code ?? String(error), { wasNeverSent: code === 'ECONNREFUSED', cause: error });
}
