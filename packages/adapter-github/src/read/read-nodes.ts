import type { AoError } from '@ao/domain';
import type { ForgeAnswer } from '@ao/ports';
import { splitForgeId } from '../address/forge-id.ts';
import type { KnownHost } from '../address/github-host.ts';
import { forbidden, invalidAnswer, unavailable } from '../client/classify-reply.ts';
import type { GithubClient } from '../client/github-client.ts';
import type { GraphqlError } from '../client/graphql-answer.ts';
import { type QueryReply, runQuery } from '../client/run-query.ts';
import { cappedLine } from '../text/capped-text.ts';
import { inChunks } from './in-chunks.ts';

/** One thing that was read, and what the host said about parts of it that it would not tell. */
export interface ReadNode {
  readonly node: unknown;
  readonly errors: readonly GraphqlError[];
}

/** How things are read by their ids. */
export interface NodeReader<Value> {
  readonly document: (host: KnownHost) => string;
  /** At most so many at a time. */
  readonly chunk: number;
  /** Called when the server does not know the document. True when there is another one now. */
  readonly downgrade?: (host: KnownHost) => boolean;
  readonly map: (
    host: KnownHost,
    read: ReadNode,
    id: string,
    signal: AbortSignal | undefined,
  ) => Promise<ForgeAnswer<Value>> | ForgeAnswer<Value>;
}

/**
 * Reads many things by their ids, host by host and chunk by chunk. A chunk that is too much for the host is halved, down to one; what is
 * wrong with one thing never touches another.
 */
export async function readNodes<Value>(
  client: GithubClient,
  ids: readonly string[],
  reader: NodeReader<Value>,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ForgeAnswer<Value>>> {
  const answers = new Map<string, ForgeAnswer<Value>>();
  const byHost = new Map<KnownHost, string[]>();
  for (const id of new Set(ids)) {
    const host = client.host(splitForgeId(id)?.host ?? '');
    if (host === null) answers.set(id, { outcome: 'gone' });
    else byHost.set(host, [...(byHost.get(host) ?? []), id]);
  }
  await Promise.all(
    [...byHost].map(async ([host, own]) => {
      const round: Round<Value> = { client, host, reader, signal, fruitless: 0 };
      for (const chunk of inChunks(own, reader.chunk)) {
        for (const [id, answer] of await readChunk(round, chunk)) answers.set(id, answer);
      }
    }),
  );
  return new Map([...new Set(ids)].map((id) => [id, answers.get(id) ?? unknown(unavailable('the host', 'it was not asked'))]));
}

type Answered<Value> = readonly (readonly [string, ForgeAnswer<Value>])[];

/** One call for one host. */
interface Round<Value> {
  readonly client: GithubClient;
  readonly host: KnownHost;
  readonly reader: NodeReader<Value>;
  readonly signal: AbortSignal | undefined;
  /** How many questions about a single thing were too much, one after the other: a host that cannot answer those is down, and is left alone. */
  fruitless: number;
}

const FRUITLESS_MAX = 2;

async function readChunk<Value>(round: Round<Value>, ids: readonly string[]): Promise<Answered<Value>> {
  const { client, host, reader, signal } = round;
  if (round.fruitless >= FRUITLESS_MAX) return ids.map((id) => [id, unknown(unavailable(host.host, 'it could not answer about others'))]);
  const variables = { ids: ids.map((id) => splitForgeId(id)?.nodeId) };
  // One alone is worth a second try; several are halved instead.
  const reply = await runQuery(client, host, { document: reader.document(host), variables, mayRepeat: ids.length === 1 }, signal);
  if (reply.type === 'unsupported' && reader.downgrade?.(host) === true) return readChunk(round, ids);
  if (reply.type === 'failed' && reply.isTooMuch && ids.length > 1) {
    const half = Math.ceil(ids.length / 2);
    const first = await readChunk(round, ids.slice(0, half));
    return [...first, ...(await readChunk(round, ids.slice(half)))];
  }
  if (reply.type === 'failed' && reply.isTooMuch) round.fruitless += 1;
  if (reply.type === 'answered') round.fruitless = 0;
  if (reply.type !== 'answered') return ids.map((id) => [id, faultAnswer(host, reply)]);
  const nodes = Array.isArray(reply.data['nodes']) ? (reply.data['nodes'] as readonly unknown[]) : [];
  const answered: (readonly [string, ForgeAnswer<Value>])[] = [];
  for (const [index, id] of ids.entries()) {
    const errors = reply.errors.filter((error) => error.path?.[0] === 'nodes' && error.path[1] === index);
    const node = nodes[index] ?? null;
    answered.push([id, node === null ? missingNode(host, errors) : await reader.map(host, { node, errors }, id, signal)]);
  }
  return answered;
}

function missingNode(host: KnownHost, errors: readonly GraphqlError[]): ForgeAnswer<never> {
  const [first] = errors;
  if (first === undefined || first.type === 'NOT_FOUND') return { outcome: 'gone' };
  return unknownOrForbidden(host, first);
}

function unknownOrForbidden(host: KnownHost, error: GraphqlError): ForgeAnswer<never> {
  const told = errorOf(host, error);
  return told.code === 'FORGE_FORBIDDEN' ? { outcome: 'forbidden', error: told } : unknown(told);
}

/** An entry of `errors` as an error of ours. */
export function errorOf(host: KnownHost, error: GraphqlError): AoError {
  const message = cappedLine(error.message);
  return error.type === 'FORBIDDEN' || error.type === 'INSUFFICIENT_SCOPES'
    ? forbidden(host.host, message)
    : unavailable(host.host, message);
}

/** What a question that brought nothing means for each thing it was about. */
export function faultAnswer(host: KnownHost, reply: Exclude<QueryReply, { readonly type: 'answered' }>): ForgeAnswer<never> {
  switch (reply.type) {
    case 'gone':
      return { outcome: 'gone' };
    case 'forbidden':
      return { outcome: 'forbidden', error: reply.error };
    case 'failed':
      return unknown(reply.error);
    case 'refused':
      return unknown(invalidAnswer(host.host, `status ${reply.status}: ${reply.message}`));
    case 'unsupported':
      return unknown(invalidAnswer(host.host, reply.message));
  }
}

/** No answer, and why. */
export function unknown(error: AoError): ForgeAnswer<never> {
  return { outcome: 'unknown', error };
}
