import { z } from 'zod';

const contentBlock = z.looseObject({ type: z.string(), text: z.string().optional() });

/** The body of a request for a message, as far as it matters here. */
export const messagesRequestSchema = z.looseObject({
  model: z.string().optional(),
  stream: z.boolean().optional(),
  system: z.union([z.string(), z.array(contentBlock)]).optional(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(contentBlock)]) })).optional(),
  tools: z.array(z.looseObject({ name: z.string() })).optional(),
});

/** See {@link messagesRequestSchema}. */
export type MessagesRequest = z.infer<typeof messagesRequestSchema>;

type Content = string | readonly z.infer<typeof contentBlock>[];

/** What Claude Code says in the person's place. */
const NOT_THE_PERSON = /<system-reminder>[\s\S]*?<\/system-reminder>|^Tool loaded\.$/g;

/** How Claude Code hands over what was sent while it worked: between two steps of the turn it belongs to. */
const SENT_MEANWHILE = /^The user sent a new message while you were working:/;

/** The newest words of the person (with what was sent while the agent worked on them), and how many tools have given their results since. */
export function newestTurn(request: MessagesRequest): { readonly text: string; readonly results: number } {
  let results = 0;
  const meanwhile: string[] = [];
  const blocks = (request.messages ?? []).filter((message) => message.role === 'user').flatMap((message) => blocksOf(message.content));
  for (const block of blocks.toReversed()) {
    if (block.type === 'tool_result') results += 1;
    const words = block.type === 'text' ? wordsIn(block.text ?? '') : '';
    if (SENT_MEANWHILE.test(words)) meanwhile.unshift(words);
    else if (words !== '') return { text: [words, ...meanwhile].join('\n'), results };
  }
  return { text: meanwhile.join('\n'), results };
}

/** Every text of the person in a request, oldest first, without what the agent adds to it. */
export function userTexts(request: MessagesRequest): readonly string[] {
  return (request.messages ?? [])
    .filter((message) => message.role === 'user')
    .map((message) => wordsOf(message.content))
    .filter((text) => text !== '');
}

/** The system prompt as one text. */
export function systemText(request: MessagesRequest): string {
  return typeof request.system === 'string' ? request.system : (request.system ?? []).map((block) => block.text ?? '').join('\n');
}

/** The folder the agent works in, as it tells the model. */
export function workingDirectory(request: MessagesRequest): string {
  return (
    /working directory: (\S+)/i.exec(`${systemText(request)}\n${JSON.stringify(request.messages ?? [])}`)?.[1]?.replace(/[\\"].*$/, '') ??
    '/'
  );
}

function wordsOf(content: Content): string {
  const texts = blocksOf(content).filter((block) => block.type === 'text');
  return wordsIn(texts.map((block) => block.text ?? '').join('\n'));
}

function blocksOf(content: Content): readonly z.infer<typeof contentBlock>[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}

function wordsIn(text: string): string {
  return text.replaceAll(NOT_THE_PERSON, '').trim();
}
