import type { AgentRequest } from '@ao/domain';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CONVERSATION, type FakeAnswer, type FakeServer, startFakeServer } from '../__fixtures__/fake-server.ts';
import { answerOpencodeRequest } from './answer-request.ts';
import { deliverMessage } from './deliver-message.ts';
import { interruptTurn } from './interrupt-turn.ts';

let server: FakeServer;
beforeEach(async () => {
  server = await startFakeServer({ agent: 'plan', model: 'mine/model/large' });
});
afterEach(() => server.close());

const PROMPT = `POST /session/${CONVERSATION}/prompt_async`;
const prompts = () => server.calls.filter(({ call }) => call.endsWith('/prompt_async')).map(({ body }) => body);
const broken: FakeAnswer = (response) => void response.destroy();
const stored = (messageId: string) =>
  [
    200,
    [
      {
        info: { id: 'm', sessionID: CONVERSATION, role: 'user' },
        parts: [{ messageID: 'm', sessionID: CONVERSATION, type: 'text', text: 'x', metadata: { aoMessageId: messageId } }],
      },
    ],
  ] as const;

describe('a message', () => {
  test('is a prompt of the conversation, with its agent, and carries its id', async () => {
    expect(await deliverMessage(server.delivery('/not a command'))).toEqual({
      type: 'accepted',
      evidence: 'opencode took it (status 204)',
    });
    expect(prompts()).toEqual([{ parts: [{ type: 'text', text: '/not a command', metadata: { aoMessageId: 'm-1' } }], agent: 'build' }]);
  });

  test('joins the turn when there is one', async () => {
    server.on('GET /session/status', [200, { [CONVERSATION]: { type: 'busy' } }]);
    expect(await deliverMessage(server.delivery('hello'))).toMatchObject({ type: 'accepted', whileBusy: 'steered' });
  });

  test('that it has already is not handed over again', async () => {
    server.on(`GET /session/${CONVERSATION}/message`, stored('m-1'));
    expect(await deliverMessage(server.delivery('hello'))).toMatchObject({ type: 'accepted', evidence: 'opencode has it already' });
    expect(prompts()).toEqual([]);
  });

  test('before there is a conversation begins one, shown in the terminal, with the agent and the model of the launch', async () => {
    server.on('POST /session', [200, { id: 'ses_new' }]);
    server.on('POST /session/ses_new/prompt_async', [204]);
    expect(await deliverMessage({ ...server.delivery('hello'), agentSessionId: null })).toMatchObject({ type: 'accepted' });
    expect(server.calls).toContainEqual({ call: 'POST /tui/select-session', body: { sessionID: 'ses_new' } });
    expect(prompts()).toEqual([expect.objectContaining({ agent: 'plan', model: { providerID: 'mine', modelID: 'model/large' } })]);
  });

  test('goes into the newest conversation of this worktree and this launch, when none is known', async () => {
    const { worktreePath: directory } = server.contact;
    const time = (created: number) => ({ time: { created } });
    server.on('GET /session', [
      200,
      [
        { id: 'ses_before', directory, ...time(1) },
        { id: 'ses_elsewhere', directory: '/other', ...time(1_795_371_000_009) },
        { id: 'ses_child', parentID: 'ses_two', directory, ...time(1_795_371_000_009) },
        { id: 'ses_two', directory, agent: 'build', ...time(1_795_371_000_002) },
        { id: 'ses_first', directory, ...time(1_795_371_000_001) },
      ],
    ]);
    server.on('POST /session/ses_two/prompt_async', [204]);
    expect(await deliverMessage({ ...server.delivery('hello'), agentSessionId: null })).toMatchObject({ type: 'accepted' });
  });

  test('waits until the turn before has really ended', async () => {
    const answerOf = (time: object) => [200, [{ info: { id: 'a', sessionID: CONVERSATION, role: 'assistant', time }, parts: [] }]] as const;
    server.on(`GET /session/${CONVERSATION}/message`, answerOf({ created: 1 }));
    const delivered = deliverMessage(server.delivery('hello'));
    await expect.poll(() => server.calls.length).toBeGreaterThan(6);
    expect(prompts()).toEqual([]);
    server.on(`GET /session/${CONVERSATION}/message`, answerOf({ created: 1, completed: 2 }));
    expect(await delivered).toMatchObject({ type: 'accepted' });
    expect(prompts()).toHaveLength(1);
  });

  test('that is taken but overlooked is worked on after an empty prompt', async () => {
    server.on(PROMPT, (response) => {
      server.on(`GET /session/${CONVERSATION}/message`, stored('m-1'));
      response.writeHead(204).end();
    });
    expect(await deliverMessage(server.delivery('hello'))).toMatchObject({ type: 'accepted' });
    expect(prompts().slice(1)).toEqual([{ parts: [] }]);
  });

  test.each<[string, FakeAnswer, string]>([
    ['is refused with 400', [400, { name: 'BadRequest' }], 'refused'],
    ['finds no conversation', [404], 'unavailable'],
    ['is answered with an error', [500], 'uncertain'],
    ['loses its connection', broken, 'uncertain'],
  ])('that %s is not called accepted', async (_what, answer, type) => {
    server.on(PROMPT, answer);
    expect(await deliverMessage(server.delivery('hello'))).toMatchObject({ type });
    expect(prompts()).toHaveLength(1);
  });

  test('whose connection breaks, but which is found in the conversation, is accepted', async () => {
    server.on(PROMPT, (response) => {
      server.on(`GET /session/${CONVERSATION}/message`, stored('m-1'));
      response.destroy();
    });
    expect(await deliverMessage(server.delivery('hello'))).toMatchObject({ type: 'accepted' });
  });

  test('that is given up while it is on its way is uncertain; before that it is surely not handed over', async () => {
    const stop = new AbortController();
    server.on(PROMPT, () => stop.abort(new Error('too late')));
    expect(await deliverMessage(server.delivery('hello'), stop.signal)).toMatchObject({ type: 'uncertain' });
    expect(await deliverMessage(server.delivery('hello'), AbortSignal.abort(new Error('no')))).toMatchObject({ type: 'unavailable' });
  });

  test('to nobody is unavailable', async () => {
    const request = server.delivery('hello');
    expect(await deliverMessage({ ...request, launchId: 'l-2' as typeof request.launchId })).toMatchObject({ type: 'unavailable' });
    await server.stop();
    expect(await deliverMessage(request)).toMatchObject({ type: 'unavailable' });
  });
});

describe('an interrupt', () => {
  test('reaches the conversation, or says that it did not', async () => {
    expect(await interruptTurn(server.contact)).toBe(true);
    expect(await interruptTurn({ ...server.contact, agentSessionId: null })).toBe(false);
    server.on(`POST /session/${CONVERSATION}/abort`, broken);
    expect(await interruptTurn(server.contact)).toBe(false);
  });
});

describe('an answer', () => {
  const permission: AgentRequest = {
    id: 'per_1',
    kind: 'permission',
    tool: 'bash',
    input: null,
    text: 'ls',
    choices: [],
    askedAt: 1,
    channel: 'permission',
  };
  const asked = { id: 'per_1', sessionID: CONVERSATION, permission: 'bash' };
  const question: AgentRequest = { ...permission, id: 'que_1', kind: 'question', channel: 'question ["Red","Blue"]' };
  const answer = (request: AgentRequest, choice: string, message: string | null = null) =>
    answerOpencodeRequest({ ...server.contact, request, answer: { choice, message } });

  test.each([
    ['allow', null, { reply: 'once' }],
    ['allow-always', null, { reply: 'always' }],
    ['deny', 'use main', { reply: 'reject', message: 'use main' }],
  ])('%s to a permission', async (choice, message, body) => {
    server.on('POST /permission/per_1/reply', [200, true]);
    expect(await answer(permission, choice, message)).toMatchObject({ type: 'given' });
    expect(server.calls.at(-1)).toEqual({ call: 'POST /permission/per_1/reply', body });
  });

  test('to a question is the words of the choice, or a dismissal', async () => {
    server.on('POST /question/que_1/reply', [200, true]);
    server.on('POST /question/que_1/reject', [200, true]);
    expect(await answer(question, '2')).toMatchObject({ type: 'given' });
    expect(server.calls.at(-1)?.body).toEqual({ answers: [['Blue']] });
    expect(await answer(question, 'deny')).toMatchObject({ type: 'given' });
    expect(server.calls.at(-1)?.call).toBe('POST /question/que_1/reject');
  });

  test.each(['3', '0', '1e0', 'allow', ''])('%j is none to a question', async (choice) => {
    expect(await answer(question, choice)).toMatchObject({ type: 'unavailable' });
    expect(server.calls).toEqual([]);
  });

  test('to what nobody asks any more is gone', async () => {
    expect(await answer(permission, 'allow')).toMatchObject({ type: 'gone' });
  });

  test('to a dialog an interrupt has left standing is gone, and an interrupt takes it away', async () => {
    server.on('GET /permission', [200, [asked]]);
    server.on('POST /permission/per_1/reply', [200, true]);
    expect(await answer(permission, 'allow')).toMatchObject({ type: 'gone' });
    expect(await interruptTurn(server.contact)).toBe(true);
    expect(server.calls.at(-1)).toEqual({ call: 'POST /permission/per_1/reply', body: { reply: 'reject' } });
  });

  test('whose connection breaks counts as given only when it is not asked any more', async () => {
    server.on('POST /permission/per_1/reply', broken);
    server.on('GET /permission', [200, [asked]]);
    server.on('GET /session/status', [200, { [CONVERSATION]: { type: 'busy' } }]);
    expect(await answer(permission, 'allow')).toMatchObject({ type: 'unavailable' });
    server.on('GET /permission', [200, []]);
    expect(await answer(permission, 'allow')).toMatchObject({ type: 'given' });
  });
});
