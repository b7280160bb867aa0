import { resolve } from 'node:path';
import { type Directive, directivesIn, numberFor } from '../directives.ts';
import { type ChatRequest, chatWorkingDirectory, newestChatTurn } from './chat-request.ts';

/** What an answer holds. */
export type ChatContent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'tool_call'; readonly name: string; readonly input: Readonly<Record<string, unknown>> };

/** What the server answers. */
export type ChatReply =
  | { readonly type: 'completion'; readonly content: ChatContent; readonly delayMs: number }
  | { readonly type: 'error'; readonly status: number };

type ToolCall = Omit<Extract<ChatContent, { type: 'tool_call' }>, 'type'>;

/** By the names opencode gives its tools. */
const TOOL_FOR: Readonly<Record<string, (argument: string, cwd: string) => ToolCall>> = {
  run: (command) => ({ name: 'bash', input: { command, description: 'scripted command' } }),
  write(argument, cwd) {
    const [file = '', ...words] = argument.split(' ');
    return { name: 'write', input: { filePath: resolve(cwd, file), content: `${words.join(' ')}\n` } };
  },
  read: (file, cwd) => ({ name: 'read', input: { filePath: resolve(cwd, file) } }),
  question(argument) {
    const [question = '', ...labels] = argument.split('|').map((part) => part.trim());
    const options = (labels.length > 1 ? labels : ['Red', 'Blue']).map((label) => ({ label, description: `take ${label}` }));
    return { name: 'question', input: { questions: [{ question, header: 'Choice', options }] } };
  },
  task(text) {
    const prompt = text.replaceAll('{{', '[[').replaceAll('}}', ']]');
    return { name: 'task', input: { description: 'scripted task', prompt, subagent_type: 'general' } };
  },
};

/** Decides the answer to a request by the directives of the newest turn. Without tools it is no turn: the agent wants a title. */
export function replyToChat(request: ChatRequest): ChatReply {
  const { text, results } = newestChatTurn(request);
  const offered = new Set((request.tools ?? []).map((tool) => tool.function.name));
  if (offered.size === 0) return { type: 'completion', delayMs: 0, content: { type: 'text', text: 'Scripted title' } };
  const directives = directivesIn(text);
  const status = numberFor('error', directives);
  if (status > 0) return { type: 'error', status };
  const step = directives.filter((directive) => TOOL_FOR[directive.operation] !== undefined)[results];
  const call = step === undefined ? undefined : TOOL_FOR[step.operation]?.(step.argument, chatWorkingDirectory(request));
  const content: ChatContent =
    call !== undefined && offered.has(call.name)
      ? { type: 'tool_call', ...call }
      : { type: 'text', text: closingText(text, directives, results) };
  return { type: 'completion', delayMs: numberFor('sleep', directives), content };
}

function closingText(text: string, directives: readonly Directive[], results: number): string {
  const said = directives.filter((directive) => directive.operation === 'say').map((directive) => directive.argument);
  return said.length > 0 ? said.join('\n') : `Finished after ${results} results: ${text.replaceAll(/\s+/g, ' ').slice(0, 60)}`;
}
