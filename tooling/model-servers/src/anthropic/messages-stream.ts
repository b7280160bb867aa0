import type { ServerResponse } from 'node:http';
import type { ReplyBlock } from './messages-reply.ts';

/** What an answer says of itself. */
export interface MessageFacts {
  readonly id: string;
  readonly model: string;
  readonly inputTokens: number;
}

const OUTPUT_TOKENS = 20;

/** The whole answer as one document. */
export function messageDocument(facts: MessageFacts, block: ReplyBlock): Readonly<Record<string, unknown>> {
  return {
    id: facts.id,
    type: 'message',
    role: 'assistant',
    model: facts.model,
    content: [blockDocument(facts, block)],
    stop_reason: stopReason(block),
    stop_sequence: null,
    usage: usage(facts, OUTPUT_TOKENS),
  };
}

/** The answer as a stream of events, after the pause, in which the connection is kept alive. */
export async function streamMessage(
  response: ServerResponse,
  facts: MessageFacts,
  block: ReplyBlock,
  wait: () => Promise<void>,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', 'request-id': `req_${facts.id}` });
  const send = (type: string, fields: Readonly<Record<string, unknown>>): void => {
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`);
  };
  const document = messageDocument(facts, block);
  send('message_start', { message: { ...document, content: [], stop_reason: null, usage: usage(facts, 1) } });
  await wait();
  const empty = block.type === 'text' ? { type: 'text', text: '' } : { ...blockDocument(facts, block), input: {} };
  send('content_block_start', { index: 0, content_block: empty });
  const delta =
    block.type === 'text'
      ? { type: 'text_delta', text: block.text }
      : { type: 'input_json_delta', partial_json: JSON.stringify(block.input) };
  send('content_block_delta', { index: 0, delta });
  send('content_block_stop', { index: 0 });
  send('message_delta', { delta: { stop_reason: stopReason(block), stop_sequence: null }, usage: { output_tokens: OUTPUT_TOKENS } });
  send('message_stop', {});
  response.end();
}

function blockDocument(facts: MessageFacts, block: ReplyBlock): Readonly<Record<string, unknown>> {
  return block.type === 'text' ? { ...block } : { ...block, id: `toolu_${facts.id}` };
}

function stopReason(block: ReplyBlock): string {
  return block.type === 'text' ? 'end_turn' : 'tool_use';
}

function usage(facts: MessageFacts, outputTokens: number): Readonly<Record<string, number>> {
  return { input_tokens: facts.inputTokens, output_tokens: outputTokens, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
}
