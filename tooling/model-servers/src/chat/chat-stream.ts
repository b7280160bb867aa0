import type { ServerResponse } from 'node:http';
import type { ChatContent } from './chat-reply.ts';

/** What an answer says of itself. */
export interface ChatFacts {
  readonly id: string;
  readonly model: string;
  readonly inputTokens: number;
}

const OUTPUT_TOKENS = 20;

/** The whole answer as one document. */
export function chatDocument(facts: ChatFacts, content: ChatContent): Readonly<Record<string, unknown>> {
  const message =
    content.type === 'text'
      ? { role: 'assistant', content: content.text }
      : { role: 'assistant', content: null, tool_calls: toolCalls(facts, content) };
  return {
    ...head(facts, 'chat.completion'),
    choices: [{ index: 0, message, finish_reason: finishReason(content) }],
    usage: usage(facts),
  };
}

/** The answer as a stream of chunks, after the pause. */
export async function streamChat(
  response: ServerResponse,
  facts: ChatFacts,
  content: ChatContent,
  wait: () => Promise<void>,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  const send = (choices: readonly unknown[], fields: Readonly<Record<string, unknown>> = {}): void => {
    response.write(`data: ${JSON.stringify({ ...head(facts, 'chat.completion.chunk'), choices, ...fields })}\n\n`);
  };
  send([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]);
  await wait();
  const delta = content.type === 'text' ? { content: content.text } : { tool_calls: toolCalls(facts, content) };
  send([{ index: 0, delta, finish_reason: null }]);
  send([{ index: 0, delta: {}, finish_reason: finishReason(content) }]);
  send([], { usage: usage(facts) });
  response.end('data: [DONE]\n\n');
}

function head(facts: ChatFacts, object: string): Readonly<Record<string, unknown>> {
  return { id: `chatcmpl_${facts.id}`, object, created: 0, model: facts.model };
}

function toolCalls(facts: ChatFacts, content: Extract<ChatContent, { type: 'tool_call' }>): readonly unknown[] {
  const call = { name: content.name, arguments: JSON.stringify(content.input) };
  return [{ index: 0, id: `call_${facts.id}`, type: 'function', function: call }];
}

function finishReason(content: ChatContent): string {
  return content.type === 'text' ? 'stop' : 'tool_calls';
}

function usage(facts: ChatFacts): Readonly<Record<string, number>> {
  return { prompt_tokens: facts.inputTokens, completion_tokens: OUTPUT_TOKENS, total_tokens: facts.inputTokens + OUTPUT_TOKENS };
}
