import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { HostFront } from './host-front.ts';
import { sufferFault } from './send-answer.ts';

const BLOB_NOT_FOUND =
  '\uFEFF<?xml version="1.0" encoding="utf-8"?><Error><Code>BlobNotFound</Code><Message>The specified blob does not exist.</Message></Error>';

/** The store of logs: another origin, where a link is enough and a token is an error. */
export async function serveLogStore(front: HostFront, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '';
  const seen = { kind: 'log', method: request.method ?? 'GET', path, cost: 0, operation: '', ids: 0 } as const;
  const effect = front.faults.take('log', { method: 'GET', path, ids: 0, operation: '' });
  if (effect !== null && (await sufferFault(effect, response, false))) {
    front.usage.requests.push({ ...seen, status: response.statusCode });
    return;
  }
  if (request.headers.authorization !== undefined) {
    front.usage.violations.push('a token was sent to the store of logs');
    response.writeHead(403).end();
    return;
  }
  const id = Number(/^\/logs\/(\d+)\?sig=/.exec(path)?.[1] ?? 0);
  const log = [...front.state.checkRuns()].find(({ run }) => run.databaseId === id)?.run.log ?? null;
  if (log === null) {
    response.writeHead(404, { 'content-type': 'application/xml' }).end(BLOB_NOT_FOUND);
  } else {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.end(typeof log === 'string' ? log : gunzipSync(log));
  }
  front.usage.requests.push({ ...seen, status: response.statusCode });
}
