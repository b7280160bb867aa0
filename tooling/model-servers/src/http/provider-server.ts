import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A request a provider got. */
export interface ProviderRequest<Body> {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The parsed body; null when there was none or it was none of this interface. */
  readonly body: Body | null;
}

/** What an answer is made of. */
export interface ProviderCall<Body> {
  readonly body: Body;
  /** 1 for the first call of this server. */
  readonly number: number;
  /** Roughly; nobody pays. */
  readonly inputTokens: number;
  /** Waits, but not past the end of the server. */
  pause(delayMs: number): Promise<void>;
}

/** What kind of provider it is. */
export interface ProviderOptions<Body> {
  /** The one path that is answered, by POST. */
  readonly path: string;
  /** Answers null for what is no request of this interface. */
  parse(document: unknown): Body | null;
  answer(call: ProviderCall<Body>, response: ServerResponse): Promise<void>;
}

/** A model provider on this machine. Whoever starts it closes it. */
export interface ProviderServer<Body> {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Requests for answers, oldest first. */
  readonly requests: readonly ProviderRequest<Body>[];
  /** All other requests, for example those nobody expected. */
  readonly otherRequests: readonly ProviderRequest<Body>[];
  close(): Promise<void>;
}

/** Starts a provider on the loopback interface. */
export async function startProviderServer<Body>(options: ProviderOptions<Body>): Promise<ProviderServer<Body>> {
  const requests: ProviderRequest<Body>[] = [];
  const otherRequests: ProviderRequest<Body>[] = [];
  const stop = new AbortController();
  const pause = (delayMs: number) => sleep(delayMs, undefined, { signal: stop.signal, ref: false });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request);
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const body = options.parse(documentOf(text));
    const recorded = { method: request.method ?? '', path, headers: request.headers, body };
    if (recorded.method !== 'POST' || path !== options.path || body === null) {
      otherRequests.push(recorded);
      return sendDocument(response, 404, { error: { message: `nothing at ${path}`, type: 'invalid_request_error' } });
    }
    requests.push(recorded);
    await options.answer({ body, number: requests.length, inputTokens: Math.ceil(text.length / 4), pause }, response);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    otherRequests,
    async close() {
      stop.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with one JSON document. */
export function sendDocument(response: ServerResponse, status: number, document: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(document));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function documentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
