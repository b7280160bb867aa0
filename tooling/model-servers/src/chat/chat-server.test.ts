import { afterEach, beforeEach, expect, test } from 'vitest';
import { chatSystemText, chatUserTexts } from './chat-request.ts';
import { type ChatServer, startChatServer } from './chat-server.ts';

let server: ChatServer;
beforeEach(async () => {
  server = await startChatServer();
});
afterEach(() => server.close());

const TOOLS = ['bash', 'write', 'read', 'question', 'task'].map((name) => ({ type: 'function', function: { name } }));
const SYSTEM = { role: 'system', content: 'You are an agent.\n  Working directory: /home/me/shop\n  Platform: linux' };

type Message = { readonly role: string; readonly content: unknown };

const person = (text: string): Message => ({ role: 'user', content: [{ type: 'text', text }] });
const called: Message = { role: 'assistant', content: null };
const result: Message = { role: 'tool', content: 'ok' };

function ask(messages: readonly Message[], fields: Readonly<Record<string, unknown>> = {}): Promise<Response> {
  return fetch(`${server.url}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ model: 'm', messages: [SYSTEM, ...messages], tools: TOOLS, ...fields }),
  });
}

/** The message of an answer that is no stream. */
async function message(messages: readonly Message[], fields?: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const { choices } = (await (await ask(messages, fields)).json()) as { readonly choices: readonly { readonly message: never }[] };
  return choices[0]?.message ?? {};
}

test('plain words are answered with words', async () => {
  expect(await message([person('hello\nthere')])).toEqual({ role: 'assistant', content: 'Finished after 0 results: hello there' });
  expect(await message([{ role: 'user', content: 'x [[say one]] [[say two]]' }])).toMatchObject({ content: 'one\ntwo' });
});

test.each([
  ['[[run npm test]]', 'bash', { command: 'npm test', description: 'scripted command' }],
  ['[[write src/a.ts some text]]', 'write', { filePath: '/home/me/shop/src/a.ts', content: 'some text\n' }],
  ['[[read /etc/hosts]]', 'read', { filePath: '/etc/hosts' }],
  ['[[task do {{run ls}}]]', 'task', { description: 'scripted task', prompt: 'do [[run ls]]', subagent_type: 'general' }],
])('%s asks for %s', async (text, name, input) => {
  const { tool_calls: calls } = await message([person(text)]);
  expect(calls).toMatchObject([{ type: 'function', function: { name } }]);
  const [call] = calls as readonly { readonly function: { readonly arguments: string } }[];
  expect(JSON.parse(call?.function.arguments ?? '')).toEqual(input);
});

test('a question has its choices', async () => {
  const { tool_calls: calls } = await message([person('[[question Which? | A | B]]')]);
  expect(JSON.stringify(calls)).toContain(String.raw`\"label\":\"B\"`);
});

test('tools follow one another, each after the result of the one before; new words begin a new turn', async () => {
  const turn = [person('[[run one]] [[run two]]'), called, result];
  expect(JSON.stringify(await message(turn))).toContain('two');
  expect(await message([...turn, called, result])).toMatchObject({ content: 'Finished after 2 results: [[run one]] [[run two]]' });
  expect(await message([...turn, person('thanks')])).toMatchObject({ content: 'Finished after 0 results: thanks' });
});

test('a tool that was not offered is not asked for, and without any it is a title that is wanted, at once', async () => {
  const words = [person('[[run ls]] [[sleep 60000]] [[error 500]]')];
  expect(await message(words, { tools: [] })).toMatchObject({ content: 'Scripted title' });
  const other = { tools: [{ type: 'function', function: { name: 'other' } }] };
  expect(await message([person('[[run ls]]')], other)).toMatchObject({ content: 'Finished after 0 results: [[run ls]]' });
});

test('errors have their status', async () => {
  for (const [status, type] of [
    [401, 'invalid_request_error'],
    [429, 'rate_limit_error'],
    [500, 'server_error'],
  ] as const) {
    const response = await ask([person(`[[error ${status}]]`)]);
    expect([response.status, await response.json()]).toEqual([status, { error: { type, message: `scripted error ${status}` } }]);
  }
});

test('a stream is made of chunks and ends as the real one does', async () => {
  const text = await (await ask([person('[[run ls]]')], { stream: true })).text();
  const chunks = [...text.matchAll(/^data: (.*)$/gm)].map((match) => match[1] ?? '');
  expect(chunks.at(-1)).toBe('[DONE]');
  const reasons = chunks.slice(0, -1).map((chunk) => (JSON.parse(chunk) as { choices: { finish_reason: string }[] }).choices[0]);
  expect(reasons.map((choice) => choice?.finish_reason ?? null)).toEqual([null, null, 'tool_calls', null]);
});

test('every request is kept, the unexpected ones apart, and tells what was said', async () => {
  await ask([person('hi'), called, person('<system-reminder>[[run rm]]</system-reminder>\nagain')]);
  expect((await fetch(`${server.url}/models`)).status).toBe(404);
  expect((await fetch(`${server.url}/chat/completions`, { method: 'POST', body: 'no json' })).status).toBe(404);
  expect(server.otherRequests.map((request) => request.path)).toEqual(['/v1/models', '/v1/chat/completions']);
  const [body] = server.requests.map((request) => request.body);
  expect(chatUserTexts(body ?? { messages: [] })).toEqual(['hi', 'again']);
  expect(chatSystemText(body ?? { messages: [] })).toContain('You are an agent.');
});

test('closing does not wait for an answer that takes long', async () => {
  const pending = ask([person('[[sleep 60000]]')], { stream: true }).then((response) => response.text());
  await expect.poll(() => server.requests.length).toBe(1);
  await server.close();
  await expect(pending).rejects.toThrow(/./);
});
