import { z } from 'zod';

const part = z.looseObject({ type: z.string(), text: z.string().optional() });

/** The body of a request for a chat completion, as far as it matters here. */
export const chatRequestSchema = z.looseObject({
  model: z.string().optional(),
  stream: z.boolean().optional(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(part), z.null()]).optional() })),
  tools: z.array(z.looseObject({ function: z.looseObject({ name: z.string() }) })).optional(),
});

/** See {@link chatRequestSchema}. */
export type ChatRequest = z.infer<typeof chatRequestSchema>;

type ChatMessage = ChatRequest['messages'][number];

/** What opencode says in the person's place. */
const NOT_THE_PERSON = /<system-reminder>[\s\S]*?<\/system-reminder>/g;

/** The newest words of the person, and how many tools have given their results since. */
export function newestChatTurn(request: ChatRequest): { readonly text: string; readonly results: number } {
  let results = 0;
  for (const message of request.messages.toReversed()) {
    if (message.role === 'tool') results += 1;
    const words = message.role === 'user' ? wordsOf(message) : '';
    if (words !== '') return { text: words, results };
  }
  return { text: '', results };
}

/** Every text of the person in a request, oldest first. */
export function chatUserTexts(request: ChatRequest): readonly string[] {
  return request.messages
    .filter((message) => message.role === 'user')
    .map((message) => wordsOf(message))
    .filter((text) => text !== '');
}

/** The system prompt as one text. */
export function chatSystemText(request: ChatRequest): string {
  return request.messages
    .filter((message) => message.role === 'system')
    .map((message) => textOf(message))
    .join('\n');
}

/** The folder the agent works in, as it tells the model. */
export function chatWorkingDirectory(request: ChatRequest): string {
  return /working directory: (\S+)/i.exec(chatSystemText(request))?.[1] ?? '/';
}

function wordsOf(message: ChatMessage): string {
  return textOf(message).replaceAll(NOT_THE_PERSON, '').trim();
}

function textOf({ content }: ChatMessage): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((each) => each.text ?? '').join('\n');
}
