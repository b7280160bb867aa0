import { directivesIn, numberFor } from '../directives.ts';
import { newestUserTurn, type OfferedTool, offeredTools, type ResponsesRequest } from './responses-request.ts';

/** One item of an answer, without the ids a server gives it. */
export type ReplyItem =
  | { readonly type: 'message'; readonly text: string }
  | {
      readonly type: 'function_call';
      readonly name: string;
      /** The group the tool was offered in, if any. */
      readonly namespace?: string | undefined;
      readonly input: Readonly<Record<string, unknown>>;
    }
  | { readonly type: 'custom_tool_call'; readonly name: string; readonly input: string };

/** What the server answers. */
export type ResponsesReply =
  | { readonly type: 'response'; readonly item: ReplyItem; readonly delayMs: number }
  | { readonly type: 'error'; readonly status: number };

type ToolCall = (argument: string, tools: readonly OfferedTool[]) => ReplyItem | null;

const SHELL_TOOLS = ['exec_command', 'shell_command'];

const CALL_FOR: Readonly<Record<string, ToolCall>> = {
  run: (command, tools) => shellCall(tools, command, {}),
  ask: (command, tools) =>
    shellCall(tools, command, { sandbox_permissions: 'require_escalated', justification: 'it must leave the sandbox' }),
  write: (argument, tools) => patchCall(tools, argument),
  question: (argument, tools) => questionCall(tools, argument),
  task: (prompt, tools) => functionCall(tools, ['spawn_agent'], { message: prompt }),
};

/** Decides the answer to a request by the directives of the newest turn. */
export function replyTo(request: ResponsesRequest): ResponsesReply {
  const { text, results } = newestUserTurn(request);
  const directives = directivesIn(text);
  const status = numberFor('error', directives);
  if (status > 0) return { type: 'error', status };
  const step = directives.filter((directive) => CALL_FOR[directive.operation] !== undefined)[results];
  const call = step === undefined ? null : (CALL_FOR[step.operation]?.(step.argument, offeredTools(request)) ?? null);
  const said = directives.flatMap(({ operation, argument }) => wordsFor(operation, argument));
  const closing = said.length > 0 ? said.join('\n') : `Finished after ${results} results: ${text.replaceAll(/\s+/g, ' ').slice(0, 60)}`;
  return { type: 'response', item: call ?? { type: 'message', text: closing }, delayMs: numberFor('sleep', directives) };
}

/** What is said in the closing text. A plan is proposed between tags. */
function wordsFor(operation: string, argument: string): readonly string[] {
  if (operation === 'say') return [argument];
  return operation === 'plan' ? [`<proposed_plan>\n${argument}\n</proposed_plan>`] : [];
}

function shellCall(tools: readonly OfferedTool[], command: string, more: Readonly<Record<string, unknown>>): ReplyItem | null {
  const input = offered(tools, ['exec_command']) === undefined ? { command } : { cmd: command };
  return functionCall(tools, SHELL_TOOLS, { ...input, ...more });
}

/** `[[write FILE TEXT]]`: by the tool for patches where there is one, else by the shell. */
function patchCall(tools: readonly OfferedTool[], argument: string): ReplyItem | null {
  const [file = '', ...words] = argument.split(' ');
  const patch = `*** Begin Patch\n*** Add File: ${file}\n+${words.join(' ')}\n*** End Patch\n`;
  const tool = offered(tools, ['apply_patch']);
  if (tool === undefined) return shellCall(tools, `printf '%s\\n' '${words.join(' ')}' > '${file}'`, {});
  return tool.type === 'custom'
    ? { type: 'custom_tool_call', name: 'apply_patch', input: patch }
    : { type: 'function_call', name: 'apply_patch', input: { input: patch } };
}

function questionCall(tools: readonly OfferedTool[], argument: string): ReplyItem | null {
  const [question = '', ...labels] = argument.split('|').map((part) => part.trim());
  const options = (labels.length > 1 ? labels : ['Red', 'Blue']).map((label) => ({ label, description: `take ${label}` }));
  return functionCall(tools, ['request_user_input'], { questions: [{ id: 'choice', header: 'Choice', question, options }] });
}

function functionCall(tools: readonly OfferedTool[], names: readonly string[], input: Readonly<Record<string, unknown>>): ReplyItem | null {
  const tool = offered(tools, names);
  if (tool === undefined) return null;
  return { type: 'function_call', name: tool.name, namespace: tool.namespace ?? undefined, input };
}

function offered(tools: readonly OfferedTool[], names: readonly string[]): OfferedTool | undefined {
  return tools.find((tool) => names.includes(tool.name));
}
