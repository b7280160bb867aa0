import { type ProviderRequest, sendDocument, startProviderServer } from '../http/provider-server.ts';
import { replyToChat } from './chat-reply.ts';
import { type ChatRequest, chatRequestSchema } from './chat-request.ts';
import { chatDocument, streamChat } from './chat-stream.ts';

/** A provider of chat completions on this machine. Whoever starts it closes it. */
export interface ChatServer {
  /** The base URL of an OpenAI-compatible provider. */
  readonly url: string;
  /** Requests for completions, oldest first. */
  readonly requests: readonly ProviderRequest<ChatRequest>[];
  /** All other requests, for example those nobody expected. */
  readonly otherRequests: readonly ProviderRequest<ChatRequest>[];
  close(): Promise<void>;
}

/** Starts a server on the loopback interface that answers like the OpenAI chat completions API, as the user's text says. See `Directive`. */
export async function startChatServer(): Promise<ChatServer> {
  const { origin, ...server } = await startProviderServer<ChatRequest>({
    path: '/v1/chat/completions',
    parse: (document) => chatRequestSchema.safeParse(document).data ?? null,
    async answer(call, response) {
      const reply = replyToChat(call.body);
      if (reply.type === 'error') {
        const error = { message: `scripted error ${reply.status}`, type: errorTypeOf(reply.status) };
        return sendDocument(response, reply.status, { error });
      }
      const facts = { id: `scripted_${call.number}`, model: call.body.model ?? 'scripted', inputTokens: call.inputTokens };
      const wait = () => call.pause(reply.delayMs);
      if (call.body.stream === true) return streamChat(response, facts, reply.content, wait);
      await wait();
      sendDocument(response, 200, chatDocument(facts, reply.content));
    },
  });
  return { url: `${origin}/v1`, ...server };
}

/** Agents try again by the type as well as by the status. */
function errorTypeOf(status: number): string {
  if (status === 429) return 'rate_limit_error';
  return status < 500 ? 'invalid_request_error' : 'server_error';
}
