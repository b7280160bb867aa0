import type { ServerResponse } from 'node:http';
import type { ReplyItem } from './responses-reply.ts';

/** What an answer says of itself. */
export interface ResponseFacts {
  readonly id: string;
  readonly model: string;
  readonly inputTokens: number;
}

const OUTPUT_TOKENS = 20;

/** Sends the answer as a stream of events. What can be said at once is said before the pause, so that the connection stays open. */
export async function streamResponse(
  response: ServerResponse,
  facts: ResponseFacts,
  reply: ReplyItem,
  wait: () => Promise<void>,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', 'x-request-id': `req_${facts.id}` });
  let sequence = 0;
  const send = (type: string, fields: Readonly<Record<string, unknown>>): void => {
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence, ...fields })}\n\n`);
    sequence += 1;
  };
  send('response.created', { response: responseDocument(facts, 'in_progress', []) });
  await wait();
  const item = itemDocument(facts, reply);
  send('response.output_item.added', { output_index: 0, item: reply.type === 'message' ? { ...item, content: [] } : item });
  if (reply.type === 'message') {
    const place = { item_id: item['id'], output_index: 0, content_index: 0 };
    send('response.content_part.added', { ...place, part: textPart('') });
    send('response.output_text.delta', { ...place, delta: reply.text });
    send('response.output_text.done', { ...place, text: reply.text });
  }
  send('response.output_item.done', { output_index: 0, item });
  send('response.completed', { response: responseDocument(facts, 'completed', [item]) });
  response.end();
}

function responseDocument(facts: ResponseFacts, status: string, output: readonly unknown[]): Readonly<Record<string, unknown>> {
  const usage = {
    input_tokens: facts.inputTokens,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: OUTPUT_TOKENS,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: facts.inputTokens + OUTPUT_TOKENS,
  };
  return {
    id: facts.id,
    object: 'response',
    created_at: 0,
    status,
    model: facts.model,
    output,
    usage: status === 'completed' ? usage : null,
  };
}

function itemDocument(facts: ResponseFacts, reply: ReplyItem): Readonly<Record<string, unknown>> {
  const common = { type: reply.type, id: `item_${facts.id}`, status: 'completed' };
  if (reply.type === 'message') return { ...common, role: 'assistant', content: [textPart(reply.text)] };
  const call = { ...common, call_id: `call_${facts.id}`, name: reply.name };
  if (reply.type === 'custom_tool_call') return { ...call, input: reply.input };
  return { ...call, namespace: reply.namespace, arguments: JSON.stringify(reply.input) };
}

function textPart(text: string): Readonly<Record<string, unknown>> {
  return { type: 'output_text', text, annotations: [] };
}
