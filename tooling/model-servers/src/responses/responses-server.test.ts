import { afterEach, beforeEach, expect, test } from 'vitest';
import { developerText, promptTexts, type ResponsesRequest } from './responses-request.ts';
import { type ResponsesServer, startResponsesServer } from './responses-server.ts';

let server: ResponsesServer;
beforeEach(async () => {
  server = await startResponsesServer();
});
afterEach(() => server.close());

const TOOLS = [
  { type: 'function', name: 'exec_command' },
  { type: 'function', name: 'request_user_input' },
  { type: 'namespace', name: 'multi_agent_v1', tools: [{ type: 'function', name: 'spawn_agent' }] },
  { type: 'web_search' },
];
const PATCH_TOOL = { type: 'custom', name: 'apply_patch' };

type Item = Readonly<Record<string, unknown>>;
const person = (text: string): Item => ({ type: 'message', role: 'user', content: [{ type: 'input_text', text }] });
const result: Item = { type: 'function_call_output', call_id: 'c', output: 'ok' };

async function ask(input: readonly Item[], tools: readonly unknown[] = TOOLS): Promise<Response> {
  return fetch(`${server.url}/responses`, { method: 'POST', body: JSON.stringify({ model: 'm', stream: true, tools, input }) });
}

/** The one item of an answer, as the last event has it. */
async function item(input: readonly Item[], tools?: readonly unknown[]): Promise<Item> {
  const events = (await (await ask(input, tools)).text()).split('\n\n').filter((event) => event !== '');
  const last = JSON.parse(events.at(-1)?.replace(/^.*\ndata: /, '') ?? '{}') as { readonly response: { readonly output: readonly Item[] } };
  return last.response.output[0] ?? {};
}

test('plain words are answered with words, in order, as a stream', async () => {
  const text = await (await ask([person('hello\nthere')])).text();
  expect([...text.matchAll(/^event: (.*)$/gm)].map((match) => match[1])).toEqual([
    'response.created',
    'response.output_item.added',
    'response.content_part.added',
    'response.output_text.delta',
    'response.output_text.done',
    'response.output_item.done',
    'response.completed',
  ]);
  expect(text).toContain('Finished after 0 results: hello there');
});

test.each([
  ['[[run npm test]]', { name: 'exec_command', arguments: '{"cmd":"npm test"}' }],
  ['[[ask touch /x]]', { arguments: expect.stringContaining('"sandbox_permissions":"require_escalated"') }],
  ['[[write a.txt some text]]', { name: 'exec_command', arguments: `{"cmd":"printf '%s\\\\n' 'some text' > 'a.txt'"}` }],
  ['[[task look around]]', { name: 'spawn_agent', namespace: 'multi_agent_v1', arguments: '{"message":"look around"}' }],
  ['[[question Which? | A | B]]', { name: 'request_user_input', arguments: expect.stringContaining('"label":"B"') }],
])('%s asks for a tool', async (text, call) => {
  expect(await item([person(text)])).toMatchObject({ type: 'function_call', ...call });
});

test('a file is written by a patch where there is a tool for it', async () => {
  expect(await item([person('[[write a.txt hello]]')], [PATCH_TOOL])).toMatchObject({
    type: 'custom_tool_call',
    input: '*** Begin Patch\n*** Add File: a.txt\n+hello\n*** End Patch\n',
  });
});

test('tools follow one another, each after the result of the one before; then it says what it was told to', async () => {
  const turn = [person('[[run one]] [[run two]] [[say done]]')];
  expect(await item([...turn, result])).toMatchObject({ arguments: '{"cmd":"two"}' });
  expect(await item([...turn, result, result])).toMatchObject({ type: 'message', content: [{ text: 'done' }] });
  expect(await item([person('[[plan do it]]')])).toMatchObject({ content: [{ text: '<proposed_plan>\ndo it\n</proposed_plan>' }] });
});

test('a tool nobody offers is not asked for', async () => {
  expect(await item([person('[[run npm test]]')], [])).toMatchObject({ type: 'message' });
});

test('what the agent adds is not taken for words of the person', () => {
  const context = person('<environment_context>\n[[run no]]</environment_context>');
  const rules = { role: 'developer', content: 'be brief' };
  const request = { instructions: 'base', input: [rules, context, person('# AGENTS.md\nx'), person('hi')] } as ResponsesRequest;
  expect(promptTexts(request)).toEqual(['hi']);
  expect(developerText(request)).toBe('base\nbe brief');
});

test('an error is an error, everything else is noted', async () => {
  expect((await ask([person('[[error 429]]')])).status).toBe(429);
  expect((await fetch(`${server.url}/models`)).status).toBe(404);
  expect([server.requests.length, server.otherRequests.map(({ path }) => path)]).toEqual([1, ['/v1/models']]);
});
