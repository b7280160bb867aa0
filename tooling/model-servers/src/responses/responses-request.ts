import { z } from 'zod';

const contentPart = z.looseObject({ type: z.string(), text: z.string().optional() });

const inputItem = z.looseObject({
  type: z.string().optional(),
  role: z.string().optional(),
  content: z.union([z.string(), z.array(contentPart)]).optional(),
});

const tool = z.looseObject({ type: z.string(), name: z.string().optional() });

/** The body of a request for a response, as far as it matters here. */
export const responsesRequestSchema = z.looseObject({
  model: z.string().optional(),
  instructions: z.string().optional(),
  input: z.array(inputItem),
  tools: z.array(tool.extend({ tools: z.array(tool).optional() })).optional(),
});

/** See {@link responsesRequestSchema}. */
export type ResponsesRequest = z.infer<typeof responsesRequestSchema>;

type InputItem = ResponsesRequest['input'][number];

/** A tool as it was offered to the model. */
export interface OfferedTool {
  readonly type: string;
  readonly name: string;
  /** The group it stands in; null when in none. */
  readonly namespace: string | null;
}

/** What Codex says in the person's place: blocks of context in tags of two words, and the files with instructions of a project. */
const NOT_THE_PERSON = /^\s*(?:<(?:[a-z]+_[a-z_]+|skill)>|# AGENTS\.md)/;

const GIVES_A_RESULT = /_output$/;

/** The newest words of the person, and how many tools have given their results since. */
export function newestUserTurn(request: ResponsesRequest): { readonly text: string; readonly results: number } {
  let results = 0;
  for (const item of request.input.toReversed()) {
    if (GIVES_A_RESULT.test(item.type ?? '')) results += 1;
    const words = wordsOfThePerson(item);
    if (words !== '') return { text: words, results };
  }
  return { text: '', results };
}

/** Every text of the person in a request, oldest first, without what the agent adds to it. */
export function promptTexts(request: ResponsesRequest): readonly string[] {
  return request.input.map((item) => wordsOfThePerson(item)).filter((text) => text !== '');
}

/** What the program and its owner tell the model, as one text. */
export function developerText(request: ResponsesRequest): string {
  const messages = request.input.filter((item) => item.role === 'developer' || item.role === 'system').map((item) => textOf(item));
  return [request.instructions ?? '', ...messages].join('\n');
}

/** All tools, also those that stand in groups. */
export function offeredTools(request: ResponsesRequest): readonly OfferedTool[] {
  return (request.tools ?? []).flatMap((offered) => {
    const group = offered.tools === undefined ? null : (offered.name ?? null);
    return (offered.tools ?? [offered]).map(({ type, name = type }) => ({ type, name, namespace: group }));
  });
}

function wordsOfThePerson(item: InputItem): string {
  const text = item.role === 'user' ? textOf(item).trim() : '';
  return NOT_THE_PERSON.test(text) ? '' : text;
}

function textOf(item: InputItem): string {
  return typeof item.content === 'string' ? item.content : (item.content ?? []).map((part) => part.text ?? '').join('\n');
}
