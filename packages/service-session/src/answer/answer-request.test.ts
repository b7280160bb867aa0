import type { AgentAnswerOutcome, AgentAnswerRequest, AgentV1 } from '@ao/ports';
import { describe, expect, test } from 'vitest';
import { createTestService } from '../../test/service-on-world.ts';

/** A service whose agent takes answers, and notes them. */
function createAnswerable(outcomes: readonly (AgentAnswerOutcome | 'silence' | Error)[] = []) {
  const given: AgentAnswerRequest[] = [];
  const left = [...outcomes];
  const answerRequest: NonNullable<AgentV1['answerRequest']> = async (request) => {
    given.push(request);
    const outcome = left.shift() ?? { type: 'given', evidence: 'pipe' };
    if (outcome === 'silence') return new Promise(() => undefined);
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  const test = createTestService(({ agents }) => ({
    agents: new Map([...agents].map(([name, agent]) => [name, { ...agent, answerRequest }])),
  }));
  return { ...test, given };
}

const allow = (requestId: string, message?: string) => ({ requestId, choice: 'allow', message });

describe('an answer', () => {
  test('is given to the agent of the present launch, with the request as it was asked', async () => {
    const { service, spawn, ask, finish, given, world } = createAnswerable();
    const id = await spawn();
    ask(id, { id: 'npm test' });
    const result = await finish(service.answer(id, { requestId: 'npm test', choice: 'deny', message: '  not\u0007 that \n' }));
    expect(result).toMatchObject({ request: { id: 'npm test' }, choice: { id: 'deny', label: 'Deny' }, evidence: 'pipe' });
    expect(given).toMatchObject([
      {
        sessionId: id,
        launchId: world.stores.sessions.get(id)?.launch?.id,
        request: { id: 'npm test', channel: '1-0.answer' },
        answer: { choice: 'deny', message: 'not that' },
      },
    ]);
    expect(given[0]?.spoolDirectory).toContain(given[0]?.launchId);
  });

  test('takes the request from the list, and no more: the agent has to say what it does with it', async () => {
    const { service, spawn, ask, finish } = createAnswerable();
    const id = await spawn();
    ask(id, { id: 'a' });
    const { session } = await finish(service.answer(id, allow('a')));
    expect(session).toMatchObject({ status: 'needs_input', activity: { state: 'blocked', detail: 'Bash: a' }, requests: [] });
  });

  test('is told as soon as the agent goes on, so that nobody finds it asking the same', async () => {
    const { service, spawn, ask, signal, finish } = createAnswerable();
    const id = await spawn();
    ask(id, { id: 'a' });
    const answering = service.answer(id, allow('a'));
    signal(id, 'active');
    expect(await answering).toMatchObject({ session: { status: 'working', requests: [] } });
    ask(id, { id: 'a' });
    const [again] = await Promise.all([finish(service.answer(id, allow('a'))), Promise.resolve()]);
    expect(again.session.status).toBe('needs_input');
  });

  test('shows nobody where the agent waits', async () => {
    const { service, spawn, ask, finish } = createAnswerable();
    const id = await spawn();
    ask(id, { id: 'a' });
    expect(service.get(id)).toMatchObject({ needs: 'allow Bash: a?', requests: [{ id: 'a', choices: [{ id: 'allow' }, { id: 'deny' }] }] });
    expect(JSON.stringify([service.get(id), await finish(service.answer(id, allow('a')))])).not.toContain('1-0.answer');
  });
});

describe('no answer', () => {
  test.each<[string, Parameters<ReturnType<typeof createAnswerable>['ask']>[1], object, string, RegExp]>([
    ['of another request', { id: 'a' }, { requestId: 'b' }, 'AGENT_REQUEST_NOT_FOUND', /It has: a\./],
    ['that is no choice', { id: 'a' }, { choice: 'perhaps' }, 'AGENT_REQUEST_CHOICE_UNKNOWN', /Use one of: allow, deny\./],
    ['to what only the terminal takes', { id: 'a', choices: [] }, {}, 'AGENT_REQUEST_NOT_ANSWERABLE', /ao attach shop-1/],
    ['with a novel', { id: 'a' }, { message: 'x'.repeat(4_001) }, 'INVALID_REQUEST', /ao send/],
  ])('%s', async (_what, request, answer, code, message) => {
    const { service, spawn, ask, finish, given } = createAnswerable();
    const id = await spawn();
    ask(id, request);
    const refused = finish(service.answer(id, { ...allow('a'), ...answer }));
    await expect(refused).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(given).toEqual([]);
  });

  test('to a session that asks nothing, has ended or does not exist', async () => {
    const { service, spawn, finish } = createAnswerable();
    const id = await spawn();
    await expect(service.answer(id, allow('a'))).rejects.toMatchObject({
      code: 'AGENT_REQUEST_NOT_FOUND',
      message: expect.stringMatching(/asks nothing/),
    });
    await finish(service.kill(id, {}));
    await expect(service.answer(id, allow('a'))).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    await expect(service.answer('shop-99', allow('a'))).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' });
  });

  test('through an agent that takes none', async () => {
    const { service, spawn, ask } = createTestService();
    const id = await spawn();
    ask(id, { id: 'a' });
    await expect(service.answer(id, allow('a'))).rejects.toMatchObject({ code: 'AGENT_REQUEST_NOT_ANSWERABLE' });
  });
});

describe('a second answer', () => {
  const goneOutcome: AgentAnswerOutcome = { type: 'gone', reason: 'nobody waits at its pipe' };

  test('is a conflict at once', async () => {
    const { service, spawn, ask, finish, given } = createAnswerable();
    const id = await spawn();
    ask(id, { id: 'a' });
    await finish(service.answer(id, allow('a')));
    await expect(finish(service.answer(id, allow('a')))).rejects.toMatchObject({ code: 'AGENT_REQUEST_GONE' });
    expect(given).toHaveLength(1);
  });

  test('to what was answered in the terminal is refused by the agent', async () => {
    const { service, spawn, ask, finish } = createAnswerable([goneOutcome]);
    const id = await spawn();
    ask(id, { id: 'a' });
    await expect(finish(service.answer(id, allow('a')))).rejects.toMatchObject({
      code: 'AGENT_REQUEST_GONE',
      message: `${id} does not wait for this answer any more: nobody waits at its pipe.`,
    });
  });

  test('is a conflict, too, once the agent has gone on', async () => {
    const { service, spawn, ask, signal, finish } = createAnswerable();
    const id = await spawn();
    ask(id, { id: 'a' });
    await finish(service.answer(id, allow('a')));
    signal(id, 'active');
    await expect(service.answer(id, { ...allow('a'), choice: 'deny' })).rejects.toMatchObject({
      code: 'AGENT_REQUEST_GONE',
      message: expect.stringContaining('answered with "allow" already'),
    });
  });
});

test.each<[string, AgentAnswerOutcome | 'silence' | Error, RegExp]>([
  ['cannot be reached', { type: 'unavailable', reason: 'connection refused' }, /connection refused/],
  ['does not answer', 'silence', /not take it in time/],
  ['fails', new Error('boom'), /not take it in time/],
])('an agent that %s may be asked again', async (_what, outcome, message) => {
  const { service, spawn, ask, finish } = createAnswerable([outcome]);
  const id = await spawn();
  ask(id, { id: 'a' });
  await expect(finish(service.answer(id, allow('a')))).rejects.toMatchObject({
    code: 'AGENT_INTERFACE_UNREACHABLE',
    message: expect.stringMatching(message),
  });
  expect(await finish(service.answer(id, allow('a')))).toMatchObject({ choice: { id: 'allow' } });
});
