import type { Answer, Message, SendMessageRequest } from '../api-types.ts';
import { type ApiCaller, apiPath } from '../transport/api-caller.ts';
import { WAIT_SLICE_MS, waitInSlices } from './wait-slices.ts';

const FINAL_STATES: ReadonlySet<Message['state']> = new Set<Message['state']>([
  'acknowledged',
  'stalled',
  'unconfirmed',
  'refused',
  'failed',
  'withdrawn',
]);

/** What was sent to agents, and what became of it. */
export interface MessagesClient {
  /** Stores a message for delivery. Choose an `id` to be able to send it again without sending it twice. */
  send(sessionId: string, request: SendMessageRequest): Promise<Message>;
  /** Newest first. */
  list(sessionId: string, options?: { readonly limit?: number | undefined }): Promise<readonly Message[]>;
  get(id: string): Promise<Message>;
  /** The message once nothing more will happen to it, or as it is when the time is over. Without a limit it waits for good. */
  settled(id: string, options?: { readonly timeoutMs?: number | undefined; readonly signal?: AbortSignal | undefined }): Promise<Message>;
}

export function createMessagesClient(caller: ApiCaller): MessagesClient {
  async function get(id: string, waitMs: number | undefined, signal: AbortSignal | undefined): Promise<Message> {
    const path = apiPath`/api/v1/messages/${id}`;
    const answer = await caller.json<Answer<'getMessage'>>({ method: 'GET', path, query: { waitMs }, signal });
    return answer.message;
  }
  return {
    async send(sessionId, request) {
      const path = apiPath`/api/v1/sessions/${sessionId}/messages`;
      const answer = await caller.json<Answer<'sendMessage'>>({ method: 'POST', path, body: request });
      return answer.message;
    },
    async list(sessionId, options = {}) {
      const path = apiPath`/api/v1/sessions/${sessionId}/messages`;
      const answer = await caller.json<Answer<'listMessages'>>({ method: 'GET', path, query: { limit: options.limit } });
      return answer.messages;
    },
    get: (id) => get(id, undefined, undefined),
    settled: (id, options = {}) =>
      waitInSlices(options.timeoutMs ?? Number.POSITIVE_INFINITY, WAIT_SLICE_MS, async (sliceMs, isLast) => {
        const message = await get(id, sliceMs, options.signal);
        return isLast || FINAL_STATES.has(message.state) ? message : null;
      }),
  };
}
