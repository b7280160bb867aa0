import { AoError } from '@ao/domain';
import type { KnownHost } from '../address/github-host.ts';
import { cappedLine } from '../text/capped-text.ts';
import { forbidden, invalidAnswer, unavailable } from './classify-reply.ts';
import type { GithubClient } from './github-client.ts';
import { type GraphqlError, graphqlAnswerSchema, rateLimitSchema } from './graphql-answer.ts';
import type { RatePriority } from './rate-limiter.ts';
import type { ReplyFault } from './reply.ts';

/** A query to be asked. */
export interface Query {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly priority?: RatePriority;
  /** True for a mutation. */
  readonly isChange?: boolean;
  /** Asked once more when there was no answer. Default: unless it changes something. */
  readonly mayRepeat?: boolean;
}

/**
 * What came of a query.
 *
 * - `answered`: with the errors of parts that failed; what has no error of its own is good
 * - `unsupported`: the server's schema is too old for the document
 */
export type QueryReply =
  | { readonly type: 'answered'; readonly data: Readonly<Record<string, unknown>>; readonly errors: readonly GraphqlError[] }
  | { readonly type: 'unsupported'; readonly message: string }
  | ReplyFault;

/** Asks one query. Partial errors keep the good part: that is the host's usual way to say that one thing of many is gone. */
export async function runQuery(client: GithubClient, host: KnownHost, query: Query, signal?: AbortSignal): Promise<QueryReply> {
  const reply = await client.send(
    host,
    {
      route: `POST ${host.graphqlUrl}`,
      parameters: { query: query.document, variables: query.variables },
      resource: 'graphql',
      priority: query.priority ?? 'background',
      isChange: query.isChange ?? false,
      mayRepeat: query.mayRepeat ?? query.isChange !== true,
    },
    signal,
  );
  if (reply.type === 'unchanged') return { type: 'failed', error: invalidAnswer(host.host, 'status 304 to a query'), isTooMuch: false };
  if (reply.type !== 'answered') return reply;
  const parsed = graphqlAnswerSchema.safeParse(reply.data);
  // A page for people, or an answer that broke off: a smaller question may get through.
  if (!parsed.success) return { type: 'failed', error: invalidAnswer(host.host, 'no answer to a query', parsed.error), isTooMuch: true };
  const { data, errors } = parsed.data;
  noteCost(client, host, data?.['rateLimit']);
  if (data != null && Object.entries(data).some(([name, value]) => name !== 'rateLimit' && value !== null)) {
    return { type: 'answered', data, errors: errors ?? [] };
  }
  return wholeFailure(client, host, errors ?? []);
}

function noteCost(client: GithubClient, host: KnownHost, told: unknown): void {
  const parsed = rateLimitSchema.safeParse(told);
  const limiter = client.limiter(host);
  limiter.spend('graphql', parsed.success ? parsed.data.cost : 1);
  if (!parsed.success) return;
  const resetAt = Date.parse(parsed.data.resetAt);
  if (Number.isFinite(resetAt)) limiter.read({ resource: 'graphql', limit: parsed.data.limit, remaining: parsed.data.remaining, resetAt });
}

function wholeFailure(client: GithubClient, host: KnownHost, errors: readonly GraphqlError[]): QueryReply {
  const [first] = errors;
  if (first === undefined) return { type: 'failed', error: invalidAnswer(host.host, 'neither data nor errors'), isTooMuch: false };
  const message = cappedLine(first.message);
  if (errors.some((error) => error.type === 'RATE_LIMITED')) return rateLimited(client, host);
  if (errors.some((error) => error.extensions?.code === 'undefinedField' || /^Field '\w+' doesn't exist on type/.test(error.message))) {
    return { type: 'unsupported', message };
  }
  if (errors.every((error) => error.type === 'NOT_FOUND')) return { type: 'gone', status: 404 };
  if (errors.every((error) => error.type === 'FORBIDDEN' || error.type === 'INSUFFICIENT_SCOPES')) {
    return { type: 'forbidden', error: forbidden(host.host, message) };
  }
  const isTooMuch = /something went wrong while executing|timeout|timed out/i.test(message) || first.type === 'MAX_NODE_LIMIT_EXCEEDED';
  return { type: 'failed', error: unavailable(host.host, message), isTooMuch };
}

function rateLimited(client: GithubClient, host: KnownHost): QueryReply {
  const limiter = client.limiter(host);
  const known = limiter.refusal('graphql', 'person');
  // A host that says so and whose figures say otherwise is believed, and left alone for a while.
  if (known === null) limiter.holdBack(null);
  const error = known ?? limiter.refusal('graphql', 'person') ?? new AoError('FORGE_RATE_LIMITED', { details: { host: host.host } });
  return { type: 'failed', error, isTooMuch: false };
}
