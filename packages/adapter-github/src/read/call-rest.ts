import type { ForgeAnswer } from '@ao/ports';
import type { z } from 'zod';
import type { KnownHost } from '../address/github-host.ts';
import { invalidAnswer } from '../client/classify-reply.ts';
import type { GithubClient, GithubRequest } from '../client/github-client.ts';
import type { Reply } from '../client/reply.ts';
import { unknown } from './read-nodes.ts';

/** Reads one thing by REST and looks whether it has the shape it should have. */
export async function callRest<Value>(
  client: GithubClient,
  host: KnownHost,
  request: GithubRequest,
  schema: z.ZodType<Value>,
  signal?: AbortSignal,
): Promise<ForgeAnswer<Value>> {
  const reply = await client.send(host, { mayRepeat: true, ...request }, signal);
  return reply.type === 'answered' ? parseAnswer(host, reply.data, schema) : replyFault(host, reply);
}

/** Data of the right shape, or the error that says it is not. */
export function parseAnswer<Value>(host: KnownHost, data: unknown, schema: z.ZodType<Value>): ForgeAnswer<Value> {
  const parsed = schema.safeParse(data);
  return parsed.success ? { outcome: 'value', value: parsed.data } : unknown(invalidAnswer(host.host, 'another shape', parsed.error));
}

/** What a reply without data means. */
export function replyFault(host: KnownHost, reply: Exclude<Reply, { readonly type: 'answered' }>): ForgeAnswer<never> {
  if (reply.type === 'gone') return { outcome: 'gone' };
  if (reply.type === 'forbidden') return { outcome: 'forbidden', error: reply.error };
  if (reply.type === 'failed') return unknown(reply.error);
  const what = reply.type === 'refused' ? `status ${reply.status}: ${reply.message}` : 'status 304 to a question without a validator';
  return unknown(invalidAnswer(host.host, what));
}

/** The value of an answer made into another. */
export function mapAnswer<From, To>(answer: ForgeAnswer<From>, map: (value: From) => To): ForgeAnswer<To> {
  return answer.outcome === 'value' ? { outcome: 'value', value: map(answer.value) } : answer;
}
