import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { replyTo } from './messages-reply.ts';
import { type MessagesRequest, messagesRequestSchema } from './messages-request.ts';
import { messageDocument, streamMessage } from './messages-stream.ts';

/** A request the server got. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The parsed body; null when there was none or it was no JSON. */
  readonly body: MessagesRequest | null;
}

/** A model provider on this machine. Whoever starts it closes it. */
export interface AnthropicServer {
  /** For `ANTHROPIC_BASE_URL`. */
  readonly url: string;
  /** Requests for messages, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** All other requests, for example those nobody expected. */
  readonly otherRequests: readonly RecordedRequest[];
  close(): Promise<void>;
}

/** Starts a server on the loopback interface that answers like the Anthropic Messages API, as the user's text says. See `Directive`. */
export async function startAnthropicServer(): Promise<AnthropicServer> {
  const requests: RecordedRequest[] = [];
  const otherRequests: RecordedRequest[] = [];
  const stop = new AbortController();
  let answers = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request);
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const recorded = { method: request.method ?? '', path, headers: request.headers, body: parse(text) };
    if (recorded.method === 'POST' && path === '/v1/messages/count_tokens') {
      return sendJson(response, 200, { input_tokens: tokensOf(text) });
    }
    if (recorded.method !== 'POST' || path !== '/v1/messages' || recorded.body === null) {
      otherRequests.push(recorded);
      return sendJson(response, 404, errorDocument('not_found_error', `nothing at ${path}`));
    }
    requests.push(recorded);
    answers += 1;
    const facts = { id: `msg_scripted_${answers}`, model: recorded.body.model ?? 'scripted', inputTokens: tokensOf(text) };
    const reply = replyTo(recorded.body);
    if (reply.type === 'error') {
      return sendJson(response, reply.status, errorDocument(errorTypeOf(reply.status), `scripted error ${reply.status}`));
    }
    const wait = () => sleep(reply.delayMs, undefined, { signal: stop.signal, ref: false });
    if (recorded.body.stream === true) return streamMessage(response, facts, reply.block, wait);
    await wait();
    sendJson(response, 200, messageDocument(facts, reply.block));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    otherRequests,
    async close() {
      stop.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): MessagesRequest | null {
  try {
    return messagesRequestSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function sendJson(response: ServerResponse, status: number, document: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(document));
}

function errorDocument(type: string, message: string): unknown {
  return { type: 'error', error: { type, message } };
}

function errorTypeOf(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 429) return 'rate_limit_error';
  return status === 529 ? 'overloaded_error' : 'api_error';
}

/** Roughly; nobody pays. */
function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}
