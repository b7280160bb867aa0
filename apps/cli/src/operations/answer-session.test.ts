import type { AgentRequest } from '@ao/client';
import { describe, expect, test } from 'vitest';
import { sampleSession } from '../__fixtures__/sample-session.ts';
import { openStubHome, type StubHome } from '../__fixtures__/stub-home.ts';
import type { Ask } from '../input/choose.ts';
import { type AnswerInput, answerSession } from './answer-session.ts';

const request = (id: string, changes: Partial<AgentRequest> = {}): AgentRequest => ({
  id,
  kind: 'permission',
  tool: 'Bash',
  input: JSON.stringify({ command: 'npm test', timeout: 5, note: 'red \u001b[31m\nline' }),
  text: `Bash: ${id}`,
  choices: [
    { id: 'allow', label: 'Allow it once' },
    { id: 'deny', label: 'Do not allow it' },
  ],
  askedAt: 1,
  ...changes,
});
const inTerminal = request('plan', { choices: [] });

async function home(requests: readonly AgentRequest[], needs: string | null = 'something'): Promise<StubHome> {
  const session = sampleSession({ requests: [...requests], needs });
  return openStubHome(({ method }) =>
    method === 'GET' ? { session } : { session, request: requests[0], choice: { id: 'x' }, evidence: 'e' },
  );
}

const answer = (stub: StubHome, changes: Partial<AnswerInput> = {}) =>
  answerSession(stub.context, { session: 'shop-1', choice: 'allow', request: undefined, message: undefined, ask: null, ...changes });
const given = (stub: StubHome) => stub.requests.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body]);

describe('which request is meant', () => {
  test('the only one', async () => {
    const stub = await home([request('a')]);
    await answer(stub, { choice: 'deny', message: 'not now' });
    expect(given(stub)).toEqual([['/sessions/shop-1/requests/a/answer', { choice: 'deny', message: 'not now' }]]);
  });

  test('the only one that takes an answer from outside', async () => {
    const stub = await home([inTerminal, request('b')]);
    await answer(stub);
    expect(given(stub)).toEqual([['/sessions/shop-1/requests/b/answer', { choice: 'allow' }]]);
  });

  test('one that was named, whatever is open: the daemon knows best', async () => {
    const stub = await home([]);
    await answer(stub, { request: 'Bash:1/x' });
    expect(given(stub)).toEqual([['/sessions/shop-1/requests/Bash%3A1%2Fx/answer', { choice: 'allow' }]]);
  });

  test('none of several: they are named', async () => {
    await expect(answer(await home([request('a'), request('b')]))).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      message: 'shop-1 asks 2 things. Say which one with --request: a (Bash: a), b (Bash: b)',
    });
  });

  test.each<[string, readonly AgentRequest[], string | null, Partial<AnswerInput>, string, RegExp]>([
    ['nothing is asked', [], null, {}, 'AGENT_REQUEST_NOT_FOUND', /asks nothing at the moment/],
    [
      'only the screen knows of a question',
      [],
      'Proceed?',
      {},
      'AGENT_REQUEST_NOT_ANSWERABLE',
      /Proceed\?\nAnswer it with `ao attach shop-1`/,
    ],
    ['the terminal alone takes the answer', [inTerminal], 'a plan', {}, 'AGENT_REQUEST_NOT_ANSWERABLE', /ao attach shop-1/],
    ['the named one is not open', [request('a')], 'x', { request: 'b', choice: undefined }, 'AGENT_REQUEST_NOT_FOUND', /It has: a\./],
    [
      'the named one is for the terminal',
      [inTerminal],
      'x',
      { request: 'plan', choice: undefined },
      'AGENT_REQUEST_NOT_ANSWERABLE',
      /ao attach/,
    ],
  ])('none when %s', async (_what, requests, needs, input, code, message) => {
    const stub = await home(requests, needs);
    await expect(answer(stub, input)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(given(stub)).toEqual([]);
  });
});

describe('without a choice', () => {
  test('the person is shown what is asked, and asked', async () => {
    const stub = await home([request('a')]);
    let shown = '';
    const ask: Ask = async (text, choices) => {
      shown = text;
      return choices[1]?.id ?? '';
    };
    await answer(stub, { choice: undefined, ask });
    expect(given(stub)).toEqual([['/sessions/shop-1/requests/a/answer', { choice: 'deny' }]]);
    expect(shown).toBe(
      [
        'shop-1 asks: Bash: a',
        '  │ command: npm test',
        '  │ timeout: 5',
        '  │ note: red ',
        '  │ line',
        '  allow  Allow it once',
        '  deny   Do not allow it',
      ].join('\n'),
    );
  });

  test('a long input is cut, and one that is no JSON is shown as it came', async () => {
    const shown: string[] = [];
    const ask: Ask = async (text) => {
      shown.push(text);
      return 'allow';
    };
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`).join('\n');
    await answer(await home([request('a', { input: lines })]), { choice: undefined, ask });
    await answer(await home([request('a', { input: '{"command":"cut of' })]), { choice: undefined, ask });
    await answer(await home([request('a', { input: null })]), { choice: undefined, ask });
    expect(shown[0]).toContain('│ line 19\n  │ … 10 more lines\n');
    expect(shown[1]).toContain('│ {"command":"cut of\n');
    expect(shown[2]).not.toContain('│');
  });

  test('a script is told what it may answer', async () => {
    await expect(answer(await home([request('a')]), { choice: undefined })).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      message: 'shop-1 asks: Bash: a\nThere is nobody to ask. Give the answer: ao session answer shop-1 allow|deny',
    });
  });
});
