import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { authorization, type OpencodeAddress, SERVER_HOST } from './opencode-address.ts';

/** A call to the server of an opencode. */
export interface OpencodeCall {
  readonly method: 'GET' | 'POST';
  /** With the query, for example `/session?roots=true`. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Default 10 seconds. */
  readonly timeoutMs?: number | undefined;
}

/** What the server answered. */
export interface OpencodeReply {
  readonly status: number;
  /** The parsed body; null when there was none, or no JSON. Not trusted. */
  readonly document: unknown;
}

/** A call that got no answer. */
export class OpencodeCallError extends Error {
  override readonly name = 'OpencodeCallError';
  /** False when surely nothing of the call reached a server. */
  readonly wasSent: boolean;

  constructor(message: string, wasSent: boolean) {
    super(message);
    this.wasSent = wasSent;
  }
}

const DEFAULT_TIMEOUT_MS = 10_000;
/** A server that is just coming up may take a connection and never answer on it. */
const STREAM_WITHIN_MS = 3_000;
const REPLY_MAX_BYTES = 32 * 1024 * 1024;

/**
 * Calls the server once, over a connection of its own: one that is kept may be closed by the other side in the very moment it is
 * used again, and then nobody knows what arrived.
 *
 * @throws OpencodeCallError when there was no answer, in time or at all.
 */
export async function callOpencode(address: OpencodeAddress, call: OpencodeCall, signal?: AbortSignal): Promise<OpencodeReply> {
  const limit = AbortSignal.timeout(call.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const { response, progress } = await send(address, call, signal === undefined ? limit : AbortSignal.any([signal, limit]));
  try {
    return { status: response.statusCode ?? 0, document: parse(await bodyOf(response)) };
  } catch (error) {
    throw callError(error, progress.wasSent);
  }
}

/**
 * Opens the stream of events. The caller destroys it.
 *
 * @throws OpencodeCallError when there is no stream.
 */
export async function openEvents(address: OpencodeAddress, signal: AbortSignal): Promise<IncomingMessage> {
  const limit = new AbortController();
  const timer = setTimeout(
    () => limit.abort(new Error(`port ${address.port} takes the connection, but does not answer`)),
    STREAM_WITHIN_MS,
  );
  try {
    const { response } = await send(address, { method: 'GET', path: '/event' }, AbortSignal.any([signal, limit.signal]));
    const isStream = (response.headers['content-type'] ?? '').startsWith('text/event-stream');
    if (response.statusCode === 200 && isStream) return response;
    response.destroy();
    throw new OpencodeCallError(`port ${address.port} answers with status ${response.statusCode}, but with no events`, true);
  } finally {
    clearTimeout(timer);
  }
}

interface Sent {
  readonly response: IncomingMessage;
  readonly progress: { wasSent: boolean };
}

function send(address: OpencodeAddress, call: OpencodeCall, signal: AbortSignal): Promise<Sent> {
  const body = call.body === undefined ? null : Buffer.from(JSON.stringify(call.body));
  const progress = { wasSent: false };
  const { promise, resolve, reject } = Promise.withResolvers<Sent>();
  const fail = (error: unknown): void => reject(callError(error, progress.wasSent));
  if (signal.aborted) {
    fail(signal.reason);
    return promise;
  }
  const request: ClientRequest = httpRequest({
    host: SERVER_HOST,
    port: address.port,
    method: call.method,
    path: call.path,
    agent: false,
    signal,
    headers: {
      authorization: authorization(address),
      ...(body === null ? {} : { 'content-type': 'application/json', 'content-length': body.length }),
    },
  });
  request.on('response', (response) => resolve({ response, progress }));
  request.on('error', (error) => fail(signal.aborted ? signal.reason : error));
  request.on('socket', (socket) => socket.once('connect', () => (progress.wasSent = true)));
  request.end(body);
  return promise;
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > REPLY_MAX_BYTES) throw new Error('its answer is longer than anything sensible');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function callError(error: unknown, wasSent: boolean): OpencodeCallError {
  return new OpencodeCallError(error instanceof Error ? error.message : String(error), wasSent);
}
