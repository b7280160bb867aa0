import { AoApiError } from '../ao-api-error.ts';
import type { Problem } from '../api-types.ts';
import type { AddressSource } from './daemon-address.ts';
import { parseJson } from './parse-json.ts';
import { guardAgainstSilence, NobodyAnswers } from './silence-guard.ts';
import { ConnectionError, type Transport, type TransportAnswer } from './transport.ts';

/** What Node's parser says of an answer that was never HTTP. One that was cut off could still be ours. */
const NO_HTTP = /^HPE_(?!INVALID_EOF_STATE$|CLOSED_CONNECTION$)/;

/** One call of the API. */
export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With its variable parts already encoded, see {@link apiPath}. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>> | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Calls the API. */
export interface ApiCaller {
  /** Answers the JSON of a success. Rejects with {@link AoApiError}, or with the signal's reason. */
  json<Result>(call: ApiCall): Promise<Result>;
  /** Answers a success with its body unread. */
  open(call: ApiCall): Promise<TransportAnswer>;
  readonly address: AddressSource;
}

/**
 * Makes the caller. When nothing of ours listens or the token is refused, the address is looked up again, once, and the call repeated: it was
 * not carried out. Where another program has the port of a daemon that is gone, the daemon is told not to run. A daemon that does not
 * even say that it is there is told not to respond.
 */
export function createApiCaller(address: AddressSource, plainTransport: Transport): ApiCaller {
  const transport = guardAgainstSilence(plainTransport);

  async function withFreshAddress<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AoApiError)) throw error;
      if (error.code === 'DAEMON_NOT_RESPONDING' && address.isGone?.() === true) throw takenOver(error, address.current().url);
      if (!wasNotCarriedOut(error)) throw error;
      if (await address.refresh()) return work();
      throw isOfAnother(error) && address.isGone?.() === true ? takenOver(error, address.current().url) : error;
    }
  }

  const open = (call: ApiCall): Promise<TransportAnswer> => withFreshAddress(() => attempt(call));

  async function attempt(call: ApiCall): Promise<TransportAnswer> {
    const { url, token } = address.current();
    const answer = await send(call, url, token);
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw problemError(answer, await answer.text());
  }

  async function send(call: ApiCall, url: string, token: string): Promise<TransportAnswer> {
    const headers: Record<string, string> = { accept: 'application/json', authorization: `Bearer ${token}` };
    if (call.body !== undefined) headers['content-type'] = 'application/json';
    for (const [name, value] of Object.entries(call.headers ?? {})) if (value !== undefined) headers[name] = value;
    try {
      return await transport({
        method: call.method,
        url: `${url}${call.path}${queryText(call.query)}`,
        headers,
        body: call.body === undefined ? null : JSON.stringify(call.body),
        signal: call.signal,
      });
    } catch (error) {
      throw error instanceof NobodyAnswers ? notResponding(error, url, address.pid?.() ?? null) : unreachable(error, url);
    }
  }

  async function read(call: ApiCall): Promise<unknown> {
    const answer = await attempt(call);
    const text = await answer.text().catch((error: unknown) => {
      throw unreachable(error, address.current().url);
    });
    const value = parseJson(text);
    if (value === undefined) throw unexpected(answer);
    return value;
  }

  return {
    address,
    open,
    // The shape is the daemon's promise, kept by its own tests against the same document these types are made from.
    json: async <Result>(call: ApiCall): Promise<Result> => (await withFreshAddress(() => read(call))) as Result,
  };
}

/**
 * Builds a path; whatever ids contain stays one segment.
 *
 * @throws AoApiError `INVALID_REQUEST` for what can be no segment: nothing, and the two that mean other folders however they are encoded.
 */
export function apiPath(parts: TemplateStringsArray, ...values: readonly string[]): string {
  for (const value of values) {
    if (value !== '' && value !== '.' && value !== '..') continue;
    throw new AoApiError({ code: 'INVALID_REQUEST', kind: 'bad_request', status: 0, message: `"${value}" cannot be an id.` });
  }
  return parts.reduce((path, part, index) => `${path}${encodeURIComponent(values[index - 1] ?? '')}${part}`);
}

/** What is told when a connection fails. */
export function unreachable(error: unknown, url: string): unknown {
  if (!(error instanceof ConnectionError)) return error;
  if (NO_HTTP.test(error.message)) {
    return new AoApiError({
      code: 'UNEXPECTED_ANSWER',
      kind: 'unavailable',
      status: 0,
      message: `What answers at ${url} is not ao (it speaks no HTTP). Look which program listens on the port.`,
      cause: error,
    });
  }
  return new AoApiError({
    code: 'DAEMON_NOT_RUNNING',
    kind: 'unavailable',
    status: 0,
    message: `The daemon at ${url} cannot be reached (${error.message}). Start it with \`ao start\`.`,
    cause: error,
  });
}

function notResponding(cause: NobodyAnswers, url: string, pid: number | null): AoApiError {
  const remedy = pid === null ? 'end it' : `\`kill -9 ${pid}\``;
  return new AoApiError({
    code: 'DAEMON_NOT_RESPONDING',
    kind: 'unavailable',
    status: 0,
    message: `The daemon at ${url} has not answered for ${cause.silentMs / 1000} s. What was asked of it may still be done. If it stays so, ${remedy}: agents go on, and the next command starts it again.`,
    cause,
  });
}

function wasNotCarriedOut(error: AoApiError): boolean {
  return isOfAnother(error) || (error.cause instanceof ConnectionError && error.cause.wasNeverSent);
}

/** What another program answers, or another daemon. */
function isOfAnother(error: AoApiError): boolean {
  return error.code === 'TOKEN_INVALID' || error.code === 'UNEXPECTED_ANSWER';
}

/** The daemon was gone before the call, so the call never reached it. */
function takenOver(error: AoApiError, url: string): AoApiError {
  return new AoApiError({
    code: 'DAEMON_NOT_RUNNING',
    kind: 'unavailable',
    status: 0,
    message: `The daemon is not running: it has ended, and another program answers at ${url}. Start it with \`ao start\`.`,
    cause: new ConnectionError(error.message, { wasNeverSent: true, cause: error }),
  });
}

function problemError(answer: TransportAnswer, text: string): AoApiError {
  const problem = parseJson(text) as Partial<Problem> | null | undefined;
  if (typeof problem?.code !== 'string') return unexpected(answer);
  return new AoApiError({
    code: problem.code,
    kind: problem.kind,
    status: answer.status,
    message: problem.detail ?? problem.title ?? problem.code,
    details: problem.details,
    requestId: problem.requestId,
  });
}

function unexpected(answer: TransportAnswer): AoApiError {
  return new AoApiError({
    code: 'UNEXPECTED_ANSWER',
    kind: 'unavailable',
    status: answer.status,
    message: `What answers there is not ao (status ${answer.status}). Look which program listens on the port.`,
    requestId: answer.header('x-request-id'),
  });
}

function queryText(query: ApiCall['query']): string {
  const parts = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
