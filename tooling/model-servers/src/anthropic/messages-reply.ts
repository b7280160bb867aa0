import { resolve } from 'node:path';
import { type Directive, directivesIn, numberFor } from '../directives.ts';
import { type MessagesRequest, newestTurn, workingDirectory } from './messages-request.ts';

/** One block of an answer. */
export type ReplyBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'tool_use'; readonly name: string; readonly input: Readonly<Record<string, unknown>> };

/** What the server answers. */
export type MessagesReply =
  | { readonly type: 'message'; readonly block: ReplyBlock; readonly delayMs: number }
  | { readonly type: 'error'; readonly status: number };

type ToolUse = { readonly tools: readonly string[]; readonly input: Readonly<Record<string, unknown>> };

const TOOL_FOR: Readonly<Record<string, (argument: string, cwd: string) => ToolUse>> = {
  run: (command) => ({ tools: ['Bash'], input: { command, description: 'scripted command' } }),
  write(argument, cwd) {
    const [file = '', ...words] = argument.split(' ');
    return { tools: ['Write'], input: { file_path: resolve(cwd, file), content: `${words.join(' ')}\n` } };
  },
  read: (file, cwd) => ({ tools: ['Read'], input: { file_path: resolve(cwd, file) } }),
  question(argument) {
    const [question = '', ...labels] = argument.split('|').map((part) => part.trim());
    const options = (labels.length > 1 ? labels : ['Red', 'Blue']).map((label) => ({ label, description: `take ${label}` }));
    return { tools: ['AskUserQuestion'], input: { questions: [{ question, header: 'Choice', multiSelect: false, options }] } };
  },
  task: (prompt) => ({
    tools: ['Agent', 'Task'],
    input: { description: 'scripted task', prompt, subagent_type: 'general-purpose' },
  }),
  // Only there after it was looked up, see `stepsOf`.
  plan: (plan) => ({ tools: ['ExitPlanMode', 'DeferredToolPlaceholder'], input: { plan } }),
  lookup: (name) => ({ tools: ['ToolSearch'], input: { query: `select:${name}` } }),
};

/** Decides the answer to a request by the directives of the newest turn. */
export function replyTo(request: MessagesRequest): MessagesReply {
  const { text, results } = newestTurn(request);
  const directives = directivesIn(text);
  const status = numberFor('error', directives);
  if (status > 0) return { type: 'error', status };
  const delayMs = numberFor('sleep', directives);
  const steps = stepsOf(directives, request);
  const step = steps[results];
  const toolUse = step === undefined ? null : toolUseFor(step, request);
  return { type: 'message', delayMs, block: toolUse ?? { type: 'text', text: closingText(text, directives, results) } };
}

/** Some tools are not offered until they are looked up by name. */
function stepsOf(directives: readonly Directive[], request: MessagesRequest): readonly Directive[] {
  const mustLookUp = request.tools?.some((tool) => tool.name === 'ToolSearch') === true;
  return directives
    .filter((directive) => TOOL_FOR[directive.operation] !== undefined)
    .flatMap((directive) =>
      directive.operation === 'plan' && mustLookUp ? [{ operation: 'lookup', argument: 'ExitPlanMode' }, directive] : [directive],
    );
}

function toolUseFor(step: Directive, request: MessagesRequest): ReplyBlock | null {
  const use = TOOL_FOR[step.operation]?.(step.argument, workingDirectory(request));
  const name = use?.tools.find((tool) => request.tools?.some((offered) => offered.name === tool));
  if (use === undefined || name === undefined) return null;
  return { type: 'tool_use', name: name === 'DeferredToolPlaceholder' ? (use.tools[0] ?? name) : name, input: use.input };
}

function closingText(text: string, directives: readonly Directive[], results: number): string {
  const said = directives.filter((directive) => directive.operation === 'say').map((directive) => directive.argument);
  return said.length > 0 ? said.join('\n') : `Finished after ${results} results: ${text.replaceAll(/\s+/g, ' ').slice(0, 60)}`;
}
