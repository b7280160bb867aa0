import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AnthropicServer, startAnthropicServer } from './anthropic-server.ts';

let server: AnthropicServer;
beforeEach(async () => {
  server = await startAnthropicServer();
});
afterEach(() => server.close());

const TOOLS = ['Bash', 'Write', 'Read', 'AskUserQuestion', 'Agent', 'ToolSearch', 'DeferredToolPlaceholder'].map((name) => ({ name }));
const SYSTEM = 'You are an agent.\nPrimary working directory: /home/me/shop\nPlatform: linux';

type Message = { readonly role: string; readonly content: unknown };

async function ask(messages: readonly Message[], fields: Readonly<Record<string, unknown>> = {}): Promise<Response> {
  return fetch(`${server.url}/v1/messages?beta=true`, {
    method: 'POST',
    body: JSON.stringify({ model: 'm', system: SYSTEM, tools: TOOLS, messages, ...fields }),
  });
}

/** The one block of an answer. */
async function block(messages: readonly Message[]): Promise<unknown> {
  const { content } = (await (await ask(messages)).json()) as { readonly content: readonly unknown[] };
  return content[0];
}

const person = (text: string): Message => ({ role: 'user', content: [{ type: 'text', text }] });
const used = { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'Bash', input: {} }] };
const result = (...more: readonly unknown[]): Message => ({
  role: 'user',
  content: [{ type: 'tool_result', tool_use_id: 't', content: 'ok' }, ...more],
});

test('plain words are answered with words', async () => {
  expect(await block([person('hello\nthere')])).toEqual({ type: 'text', text: 'Finished after 0 results: hello there' });
  expect(await block([person('x [[say one]] [[say two]]')])).toEqual({ type: 'text', text: 'one\ntwo' });
});

test.each([
  ['[[run npm test]]', 'Bash', { command: 'npm test', description: 'scripted command' }],
  ['[[write src/a.ts some text]]', 'Write', { file_path: '/home/me/shop/src/a.ts', content: 'some text\n' }],
  ['[[read /etc/hosts]]', 'Read', { file_path: '/etc/hosts' }],
  ['[[task look around]]', 'Agent', { description: 'scripted task', prompt: 'look around', subagent_type: 'general-purpose' }],
  ['[[plan do it]]', 'ToolSearch', { query: 'select:ExitPlanMode' }],
])('%s asks for %s', async (text, name, input) => {
  expect(await block([person(text)])).toMatchObject({ type: 'tool_use', name, input });
});

test('a question has its choices', async () => {
  expect(await block([person('[[question Which? | A | B]]')])).toMatchObject({
    name: 'AskUserQuestion',
    input: { questions: [{ question: 'Which?', options: [{ label: 'A' }, { label: 'B' }] }] },
  });
});

test('tools follow one another, each after the result of the one before', async () => {
  const turn = [person('[[run one]] [[run two]]')];
  expect(await block([...turn, used, result()])).toMatchObject({ input: { command: 'two' } });
  expect(await block([...turn, used, result(), used, result()])).toEqual({
    type: 'text',
    text: 'Finished after 2 results: [[run one]] [[run two]]',
  });
});

test('words that come with the result of a refused tool begin a new turn; words sent meanwhile do not', async () => {
  const turn = [person('[[run one]] [[run two]]'), used];
  expect(await block([...turn, result({ type: 'text', text: 'new [[read a]]' })])).toMatchObject({ name: 'Read' });
  const meanwhile = { type: 'text', text: 'The user sent a new message while you were working:\nalso [[read b]]' };
  expect(await block([...turn, result(meanwhile)])).toMatchObject({ input: { command: 'two' } });
});

test('what the agent adds to the words of the person is not theirs', async () => {
  expect(await block([person('<system-reminder>[[run rm]]</system-reminder>\nhello')])).toMatchObject({
    text: 'Finished after 0 results: hello',
  });
});

test('errors have their status', async () => {
  const response = await ask([person('[[error 529]]')]);
  expect([response.status, await response.json()]).toEqual([
    529,
    { type: 'error', error: { type: 'overloaded_error', message: 'scripted error 529' } },
  ]);
});

test('a stream has the events of the real one, in order', async () => {
  const text = await (await ask([person('hi')], { stream: true })).text();
  expect([...text.matchAll(/^event: (.*)$/gm)].map((match) => match[1])).toEqual([
    'message_start',
    'content_block_start',
    'content_block_delta',
    'content_block_stop',
    'message_delta',
    'message_stop',
  ]);
});

test('every request is kept, the unexpected ones apart', async () => {
  await ask([person('hi')]);
  await fetch(`${server.url}/v1/messages/count_tokens`, { method: 'POST', body: '{}' });
  expect((await fetch(`${server.url}/api/hello`)).status).toBe(404);
  expect((await fetch(`${server.url}/v1/messages`, { method: 'POST', body: 'no json' })).status).toBe(404);
  expect(server.requests).toHaveLength(1);
  expect(server.otherRequests.map((request) => request.path)).toEqual(['/api/hello', '/v1/messages']);
});

test('closing does not wait for an answer that takes long', async () => {
  const pending = ask([person('[[sleep 60000]]')], { stream: true }).then((response) => response.text());
  await expect.poll(() => server.requests.length).toBe(1);
  await server.close();
  await expect(pending).rejects.toThrow(/./);
});
