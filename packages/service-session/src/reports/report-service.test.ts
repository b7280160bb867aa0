import type { MessageSender, SessionId } from '@ao/domain';
import type { Notices } from '@ao/ports';
import { createRecordingLogger } from '@ao/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { createTestService } from '../../test/service-on-world.ts';
import { createReportService } from './create-report-service.ts';
import { createReportAttendant } from './report-attendant.ts';

const PERSON: MessageSender = { kind: 'person' };
const endings: AbortController[] = [];
afterEach(() => {
  for (const ending of endings.splice(0)) ending.abort();
});

/** A session whose agent works, the reports of its daemon, and what people were told. */
async function setUp() {
  const test = createTestService();
  const { world, process, lifecycle } = test;
  const { stores, messenger, clock, identifiers } = process;
  const told: string[] = [];
  const notices: Notices = { raise: ({ key, text }) => told.push(`${key} ${text}`) > 0, withdraw: (key) => void told.push(`- ${key}`) };
  const reports = createReportService({ stores, messenger, clock, identifiers, notices });
  const ending = new AbortController();
  endings.push(ending);
  void createReportAttendant({ stores, lifecycle, messenger, clock, logger: createRecordingLogger() }).run(ending.signal);
  const sessionId = await test.spawn();
  test.signal(sessionId, 'active');
  const messages = (): readonly string[] =>
    world.stores.messages
      .listForSession(sessionId, 10)
      .filter(({ isFirstPrompt }) => !isFirstPrompt)
      .map(({ text }) => text);
  const ask = (id: string, text = 'Which table?') => reports.add({ sessionId, kind: 'question', text, id });
  return { ...test, clock: world.clock, reports, sessionId, told, messages, ask };
}

describe('what an agent says', () => {
  test('is stored cleaned and cut, with its launch, and people are told', async () => {
    const { reports, sessionId, told, world } = await setUp();
    const report = reports.add({ sessionId, kind: 'report', text: `  \u001b[31mRed\u001b[0m ${'x'.repeat(5_000)}`, id: 'r-1' });
    expect(report.text).toMatch(/^Red x+ … \(cut\)$/);
    expect(report.text).toHaveLength(4_000);
    expect(report.launchId).toBe(world.stores.sessions.get(sessionId)?.launch?.id);
    expect(told[0]).toMatch(/^report:r-1 shop-1 reports: Red x+…$/);
  });

  test('said again under the same id is the same, and people are told once', async () => {
    const { reports, sessionId, told } = await setUp();
    const first = reports.add({ sessionId, kind: 'done', text: '', id: 'r-1' });
    expect(reports.add({ sessionId, kind: 'done', text: ' ', id: 'r-1' })).toEqual(first);
    expect(told).toEqual(['report:r-1 shop-1 says that it is done.']);
    expect(() => reports.add({ sessionId, kind: 'report', text: 'x', id: 'r-1' })).toThrow(
      expect.objectContaining({ code: 'REPORT_ID_CONFLICT' }),
    );
  });

  test.each([
    [{ kind: 'report', text: ' \u001b[0m' }, 'REPORT_EMPTY'],
    [{ kind: 'question', text: '' }, 'REPORT_EMPTY'],
    [{ kind: 'report', text: 'x', id: 'a b' }, 'REPORT_ID_INVALID'],
    [{ kind: 'report', text: 'x', id: 'x'.repeat(101) }, 'REPORT_ID_INVALID'],
  ] as const)('%j is refused with %s', async (request, code) => {
    const { reports, sessionId } = await setUp();
    expect(() => reports.add({ sessionId, ...request })).toThrow(expect.objectContaining({ code }));
  });

  test('is not taken for a session that has ended, except again', async () => {
    const { reports, sessionId, finish, service, ask } = await setUp();
    const asked = ask('r-1');
    await finish(service.kill(sessionId, {}));
    expect(ask('r-1')).toEqual(asked);
    expect(() => ask('r-2')).toThrow(expect.objectContaining({ code: 'SESSION_ENDED' }));
    expect(() => reports.answer({ sessionId, reportId: 'r-1' }, { text: 'x', by: PERSON })).toThrow(
      expect.objectContaining({ code: 'SESSION_ENDED' }),
    );
  });

  test('is listed newest first, open questions alone too', async () => {
    const { reports, sessionId, ask } = await setUp();
    ask('r-1');
    reports.add({ sessionId, kind: 'report', text: 'x', id: 'r-2' });
    expect(reports.list({ projectId: 'shop' }).map(({ id }) => id)).toEqual(['r-2', 'r-1']);
    expect(reports.list({ sessionId, open: true, limit: 0 }).map(({ id }) => id)).toEqual(['r-1']);
    expect(() => reports.list({ projectId: 'nothing' })).toThrow(expect.objectContaining({ code: 'PROJECT_NOT_FOUND' }));
  });

  test('an agent cannot ask without end', async () => {
    const { ask } = await setUp();
    for (let count = 1; count <= 16; count += 1) ask(`r-${count}`);
    expect(() => ask('r-17')).toThrow(expect.objectContaining({ code: 'TOO_MANY_QUESTIONS' }));
    expect(ask('r-16').id).toBe('r-16');
  });
});

describe('a question', () => {
  test('makes its session need a person, until it is answered', async () => {
    const { service, sessionId, reports, ask, told } = await setUp();
    ask('r-1');
    expect(service.get(sessionId)).toMatchObject({
      status: 'needs_input',
      needs: 'Which table?',
      questions: [{ id: 'r-1' }],
      reason: { rule: 'agent_question' },
    });
    reports.answer({ sessionId, reportId: 'r-1' }, { text: 'The second', by: PERSON });
    expect(service.get(sessionId)).toMatchObject({ status: 'working', needs: null, questions: [] });
    expect(told.at(-1)).toBe('- report:r-1');
  });

  test('whose asker does not wait is answered by a message, once', async () => {
    const { sessionId, reports, ask, messages } = await setUp();
    ask('r-1');
    const answer = () => reports.answer({ sessionId, reportId: 'r-1' }, { text: 'The second', by: PERSON });
    expect(answer().answer).toMatchObject({ text: 'The second', by: PERSON, delivery: 'message' });
    expect(answer().answer?.delivery).toBe('message');
    expect(messages()).toEqual(['The answer to your question "Which table?":\nThe second']);
    expect(() => reports.answer({ sessionId, reportId: 'r-1' }, { text: 'The first', by: PERSON })).toThrow(
      expect.objectContaining({ code: 'QUESTION_ANSWERED' }),
    );
  });

  test('whose asker waits is answered to it, and not by a message when it confirms', async () => {
    const { sessionId, reports, ask, messages, clock } = await setUp();
    const place = { sessionId, reportId: ask('r-1').id };
    const waiting = reports.answered(place, new AbortController().signal);
    reports.answer(place, { text: 'The second', by: PERSON });
    expect((await waiting).answer).toMatchObject({ text: 'The second', delivery: 'waiting' });
    expect(reports.received(place).answer?.delivery).toBe('received');
    await clock.advance(60_000);
    expect(messages()).toEqual([]);
  });

  test('is answered by a message after all when the asker that waited has gone', async () => {
    const { sessionId, reports, ask, messages, clock } = await setUp();
    const place = { sessionId, reportId: ask('r-1').id };
    void reports.answered(place, new AbortController().signal);
    reports.answer(place, { text: 'The second', by: PERSON });
    await clock.advance(9_000);
    expect(messages()).toEqual([]);
    await clock.advance(2_000);
    expect(messages()).toHaveLength(1);
    expect(reports.get(place).answer?.delivery).toBe('message');
    expect(reports.received(place).answer?.delivery).toBe('message');
  });

  test('is waited for across several requests, and a wait ends with its signal', async () => {
    const { sessionId, reports, ask, clock } = await setUp();
    const place = { sessionId, reportId: ask('r-1').id };
    const slice = new AbortController();
    const waiting = reports.answered(place, slice.signal);
    slice.abort();
    expect((await waiting).answer).toBeNull();
    await clock.advance(1_000);
    expect(reports.answer(place, { text: 'x', by: PERSON }).answer?.delivery).toBe('waiting');
    const other = { sessionId, reportId: ask('r-2').id };
    void reports.answered(other, slice.signal);
    await clock.advance(6_000);
    expect(reports.answer(other, { text: 'x', by: PERSON }).answer?.delivery).toBe('message');
  });

  test.each(['report', 'done'] as const)('a %s is none', async (kind) => {
    const { sessionId, reports } = await setUp();
    reports.add({ sessionId, kind, text: 'x', id: 'r-1' });
    const place = { sessionId, reportId: 'r-1' };
    expect(() => reports.answer(place, { text: 'x', by: PERSON })).toThrow(expect.objectContaining({ code: 'NOT_A_QUESTION' }));
    await expect(reports.answered(place, new AbortController().signal)).rejects.toMatchObject({ code: 'NOT_A_QUESTION' });
  });

  test('belongs to its session', async () => {
    const { reports, spawn, ask } = await setUp();
    ask('r-1');
    const other: SessionId = await spawn();
    expect(() => reports.get({ sessionId: other, reportId: 'r-1' })).toThrow(expect.objectContaining({ code: 'REPORT_NOT_FOUND' }));
  });
});

describe('that an agent says it is done', () => {
  test('stands while it rests, not while it works on, and not once it begins something new', async () => {
    const { service, sessionId, reports, signal } = await setUp();
    reports.add({ sessionId, kind: 'done', text: 'All green', id: 'r-1' });
    expect(service.get(sessionId)).toMatchObject({ status: 'working', done: { id: 'r-1' } });
    signal(sessionId, 'idle');
    expect(service.get(sessionId)).toMatchObject({ status: 'idle', reason: { rule: 'agent_done' }, done: { id: 'r-1' } });
    signal(sessionId, 'active');
    expect(service.get(sessionId)).toMatchObject({ status: 'working', done: null });
    signal(sessionId, 'idle');
    expect(service.get(sessionId)).toMatchObject({ status: 'idle', reason: { rule: 'activity_idle' }, done: null });
  });

  test('outlives a dialog in the same turn', async () => {
    const { service, sessionId, reports, signal } = await setUp();
    reports.add({ sessionId, kind: 'done', text: '', id: 'r-1' });
    signal(sessionId, 'blocked', 'Allow?');
    signal(sessionId, 'active');
    signal(sessionId, 'idle');
    expect(service.get(sessionId).reason.rule).toBe('agent_done');
  });
});
