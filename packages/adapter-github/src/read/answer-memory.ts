import type { ForgeAnswer } from '@ao/ports';
import type { z } from 'zod';
import type { KnownHost } from '../address/github-host.ts';
import { invalidAnswer } from '../client/classify-reply.ts';
import type { GithubClient, GithubRequest } from '../client/github-client.ts';
import { parseAnswer, replyFault } from './call-rest.ts';
import { unknown } from './read-nodes.ts';

/** Answers are kept until so many others came. */
const ANSWERS_MAX = 20;
/** Longer answers, in characters of JSON, are not worth the room. */
const ANSWER_MAX_LENGTH = 512 * 1024;

/** Remembers answers together with their validators: asking again costs nothing while nothing has changed. */
export interface AnswerMemory {
  /** Like `callRest`. What the host calls unchanged is answered as it was. */
  call<Value>(host: KnownHost, request: GithubRequest, schema: z.ZodType<Value>, signal?: AbortSignal): Promise<ForgeAnswer<Value>>;
}

/** Makes an empty memory. It belongs to questions that are asked again and again; those of people are not worth the room. */
export function createAnswerMemory(client: Pick<GithubClient, 'send'>): AnswerMemory {
  const answers = new Map<string, { readonly validator: string; readonly value: unknown }>();

  function remember(name: string, validator: string | undefined, value: unknown): void {
    answers.delete(name);
    if (validator === undefined || JSON.stringify(value).length > ANSWER_MAX_LENGTH) return;
    answers.set(name, { validator, value });
    const [oldest] = answers.keys();
    if (answers.size > ANSWERS_MAX && oldest !== undefined) answers.delete(oldest);
  }

  return {
    async call(host, request, schema, signal) {
      const name = JSON.stringify([host.host, request.route, request.parameters]);
      const known = answers.get(name);
      const reply = await client.send(host, { mayRepeat: true, ...request, validator: known?.validator ?? null }, signal);
      if (reply.type === 'unchanged') {
        // Kept under the name of this very question, by the schema that reads it.
        return known === undefined
          ? unknown(invalidAnswer(host.host, 'status 304 to a question without a validator'))
          : parseAnswer(host, known.value, schema);
      }
      if (reply.type !== 'answered') return replyFault(host, reply);
      const answer = parseAnswer(host, reply.data, schema);
      if (answer.outcome === 'value') remember(name, reply.headers['etag'], answer.value);
      return answer;
    },
  };
}
