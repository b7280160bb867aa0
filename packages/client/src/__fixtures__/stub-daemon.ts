import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export const STUB_TOKEN = 'token-of-the-stub-daemon';

/** One request as it arrived. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers a request; whatever it returns is sent as JSON, unless it has written the answer itself. */
export type StubAnswer = (request: ReceivedRequest, response: ServerResponse) => unknown;

/** A server on a real port that answers as it is told. */
export interface StubDaemon {
  readonly url: string;
  readonly port: number;
  readonly received: readonly ReceivedRequest[];
  /** Answers everything with this from now on. */
  answer(answer: StubAnswer): void;
  close(): Promise<void>;
}

/** Opens a stub that is closed when the test is over. */
export async function openStubDaemon(initial: StubAnswer = () => ({}), port = 0): Promise<StubDaemon> {
  const received: ReceivedRequest[] = [];
  let answer = initial;
  const server = createServer((incoming, outgoing) => {
    const parts: Uint8Array[] = [];
    incoming.on('data', (part: Uint8Array) => parts.push(part));
    incoming.on('end', () => {
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(parts).toString('utf8'),
      };
      received.push(request);
      const value = answer(request, outgoing);
      if (value === undefined) return;
      outgoing.writeHead(200, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify(value));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  function close(): Promise<void> {
    return new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }
  onTestFinished(close);
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    received,
    answer(next) {
      answer = next;
    },
    close,
  };
}

/** Answers with problem details, as the daemon does. */
export function problem(status: number, code: string, fields: Readonly<Record<string, unknown>> = {}): StubAnswer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json', 'x-request-id': 'r-1' });
    response.end(JSON.stringify({ code, title: 'Title.', detail: 'Detail.', status, requestId: 'r-1', details: {}, ...fields }));
  };
}

/** Starts a stream of server-sent events and writes frames. */
export function eventStream(...frames: readonly string[]): StubAnswer {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const frame of frames) response.write(frame);
  };
}

/** One frame as the daemon writes it. */
export function frame(data: { readonly type: string; readonly [field: string]: unknown }, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}
