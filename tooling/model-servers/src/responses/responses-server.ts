import { type ProviderServer, sendDocument, startProviderServer } from '../http/provider-server.ts';
import { replyTo } from './responses-reply.ts';
import { type ResponsesRequest, responsesRequestSchema } from './responses-request.ts';
import { streamResponse } from './responses-stream.ts';

/** A model provider on this machine. Whoever starts it closes it. */
export interface ResponsesServer extends Omit<ProviderServer<ResponsesRequest>, 'origin'> {
  /** The base URL of a provider with `wire_api = "responses"`. */
  readonly url: string;
}

/** Starts a server on the loopback interface that answers like the OpenAI Responses API, as the user's text says. See `Directive`. */
export async function startResponsesServer(): Promise<ResponsesServer> {
  const { origin, ...server } = await startProviderServer<ResponsesRequest>({
    path: '/v1/responses',
    parse: (document) => responsesRequestSchema.safeParse(document).data ?? null,
    async answer({ body, number, inputTokens, pause }, response) {
      const reply = replyTo(body);
      if (reply.type === 'error') {
        const error = { message: `scripted error ${reply.status}`, type: 'server_error' };
        return sendDocument(response, reply.status, { error });
      }
      const facts = { id: `scripted_${number}`, model: body.model ?? 'scripted', inputTokens };
      await streamResponse(response, facts, reply.item, () => pause(reply.delayMs));
    },
  });
  return { ...server, url: `${origin}/v1` };
}
