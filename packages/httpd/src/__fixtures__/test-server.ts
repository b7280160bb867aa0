import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { createHttpServer, type HttpServer } from '../server/http-server.ts';
import type { HttpDependencies } from '../app/http-dependencies.ts';
import { createTestApi, TEST_TOKEN, type TestApi } from './test-api.ts';

/** The test API on a real port, closed when the test is over. */
export interface TestServer extends TestApi {
  readonly server: HttpServer;
  readonly url: string;
  readonly port: number;
}

/** Opens the test API on a free port. */
export async function openTestServer(changes: Partial<HttpDependencies> = {}): Promise<TestServer> {
  const api = createTestApi(changes);
  const server = createHttpServer({ app: api.app, port: 0, clock: api.clock, logger: api.logger });
  const { port, url } = await server.listen();
  onTestFinished(async () => {
    const closed = server.close({ withinMs: 100 });
    await api.clock.advance(10_000);
    await closed;
  });
  return { ...api, server, port, url };
}

/** One frame of an event stream, as it came over the wire. */
export interface WireFrame {
  readonly event: string | null;
  readonly id: string | null;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests say themselves what they expect to find
  readonly data: any;
  readonly text: string;
}

/** A client of the event stream that reads raw frames. */
export interface WireStream {
  readonly response: Response;
  next(): Promise<WireFrame>;
  take(count: number): Promise<readonly WireFrame[]>;
  /** Resolves when the server has ended the stream; answers the frames that were left. */
  rest(): Promise<readonly WireFrame[]>;
  close(): void;
}

/** Opens an event stream. */
export async function openStream(url: string, query = '', headers: Readonly<Record<string, string>> = {}): Promise<WireStream> {
  const abort = new AbortController();
  const response = await fetch(`${url}/api/v1/events${query}`, {
    headers: { authorization: `Bearer ${TEST_TOKEN}`, ...headers },
    signal: abort.signal,
  });
  const frames = readFrames(response);
  onTestFinished(() => abort.abort());
  async function next(): Promise<WireFrame> {
    const { done, value } = await frames.next();
    if (done === true) throw new Error('The stream has ended.');
    return value;
  }
  return {
    response,
    next,
    async take(count) {
      const taken: WireFrame[] = [];
      while (taken.length < count) taken.push(await next());
      return taken;
    },
    async rest() {
      const left: WireFrame[] = [];
      for await (const frame of frames) left.push(frame);
      return left;
    },
    close: () => abort.abort(),
  };
}

async function* readFrames(response: Response): AsyncGenerator<WireFrame, void, void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      yield frameOf(text.slice(0, end));
      text = text.slice(end + 2);
    }
  }
}

function frameOf(text: string): WireFrame {
  const field = (name: string): string | null => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1] ?? null;
  const data = field('data');
  return { event: field('event'), id: field('id'), data: data === null ? null : JSON.parse(data), text };
}

/** A plain socket to the server: for what no HTTP client would send. */
export async function openSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return socket;
}

/** Everything a socket sends until it is closed, or until it matches. */
export async function readSocket(socket: Socket, until?: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (until?.test(text) === true) break;
  }
  return text;
}
