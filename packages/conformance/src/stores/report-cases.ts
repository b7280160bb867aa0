import assert from 'node:assert/strict';
import type { AgentReport, AgentReportId, LaunchId, QuestionAnswer, SessionId } from '@ao/domain';
import { assertRefused, eventsOf, eventTypesOf } from './event-expectations.ts';
import { createSession } from './sample-records.ts';
import type { StoresCase } from './stores-case.ts';

type NewReport = Omit<AgentReport, 'answer' | 'supersededAt'>;

/** A question, unless something else is said. */
function report(id: string, sessionId: SessionId, changes: Partial<NewReport> = {}): NewReport {
  return {
    id: id as AgentReportId,
    sessionId,
    kind: 'question',
    text: `text of ${id}`,
    at: 3_000,
    launchId: 'l-1' as LaunchId,
    ...changes,
  };
}

const ANSWER: QuestionAnswer = { text: 'Use the second', at: 4_000, by: { kind: 'person' }, delivery: 'waiting' };

/** What every store of reports does. */
export const reportCases: readonly StoresCase[] = [
  {
    name: 'a report that is added again is the same one; another under its id is refused',
    run({ stores }) {
      const [one, two] = [createSession(stores), createSession(stores)];
      const stored = stores.reports.add(report('r-1', one.id));
      assert.deepEqual(stored, { ...report('r-1', one.id), answer: null, supersededAt: null });
      assert.deepEqual(
        eventTypesOf(stores, () => assert.deepEqual(stores.reports.add(report('r-1', one.id, { at: 9_000 })), stored)),
        [],
      );
      assertRefused('REPORT_ID_CONFLICT', () => stores.reports.add(report('r-1', two.id)));
      assertRefused('REPORT_ID_CONFLICT', () => stores.reports.add(report('r-1', one.id, { kind: 'report' })));
      assertRefused('REPORT_ID_CONFLICT', () => stores.reports.add(report('r-1', one.id, { text: 'other' })));
      assertRefused('SESSION_NOT_FOUND', () => stores.reports.add(report('r-2', 'shop-9' as SessionId)));
      assert.deepEqual(stores.reports.get('r-1' as AgentReportId), stored);
      assert.equal(stores.reports.get('r-2' as AgentReportId), null);
    },
  },
  {
    name: 'reports are listed newest first, of a session, of a project, open ones, and up to a limit',
    run({ stores }) {
      const [one, two] = [createSession(stores), createSession(stores)];
      stores.reports.add(report('r-1', one.id));
      stores.reports.add(report('r-2', one.id, { kind: 'report', at: 3_000 }));
      stores.reports.add(report('r-3', two.id, { at: 5_000 }));
      stores.reports.add(report('r-4', one.id, { kind: 'done', text: '' }));
      const ids = (filter: Parameters<typeof stores.reports.list>[0], limit = 100) =>
        stores.reports.list(filter, limit).map(({ id }) => id);
      assert.deepEqual(ids({}), ['r-4', 'r-3', 'r-2', 'r-1']);
      assert.deepEqual(ids({}, 2), ['r-4', 'r-3']);
      assert.deepEqual(ids({ sessionId: one.id }), ['r-4', 'r-2', 'r-1']);
      assert.deepEqual(ids({ open: true }), ['r-3', 'r-1']);
      assert.deepEqual(ids({ since: 5_000 }), ['r-3']);
      assert.deepEqual(ids({ projectId: one.projectId, open: true, sessionId: one.id }), ['r-1']);
      assert.deepEqual(ids({ projectId: 'other' as typeof one.projectId }), []);
    },
  },
  {
    name: 'a question is answered once, and its answer comes to the agent in one way',
    run({ stores, clock }) {
      const session = createSession(stores);
      const { id } = stores.reports.add(report('r-1', session.id));
      clock.set(8_000);
      const [event] = eventsOf(stores, () => assert.deepEqual(stores.reports.answer(id, ANSWER)?.answer, ANSWER));
      assert.deepEqual(event && { ...event, sequence: 0 }, {
        sequence: 0,
        type: 'report.updated',
        at: 8_000,
        projectId: 'shop',
        sessionId: session.id,
        payload: { id: 'r-1', kind: 'question', answered: true, delivery: 'waiting', superseded: false },
      });
      assert.equal(stores.reports.answer(id, { ...ANSWER, text: 'Another' }), null);
      assert.deepEqual(
        stores.reports.listUndelivered().map((each) => each.id),
        ['r-1'],
      );
      assert.equal(stores.reports.noteDelivery(id, 'received')?.answer?.delivery, 'received');
      assert.equal(stores.reports.noteDelivery(id, 'message'), null);
      assert.deepEqual(stores.reports.listUndelivered(), []);
      const told = stores.reports.add(report('r-2', session.id, { kind: 'report' }));
      assert.equal(stores.reports.answer(told.id, ANSWER), null);
      assert.equal(stores.reports.answer('r-9' as AgentReportId, ANSWER), null);
      const bySession: QuestionAnswer = { ...ANSWER, by: { kind: 'session', sessionId: session.id }, delivery: 'message' };
      const other = stores.reports.add(report('r-3', session.id));
      assert.deepEqual(stores.reports.answer(other.id, bySession)?.answer, bySession);
    },
  },
  {
    name: 'open questions and the newest claim of being done stand, until they are answered and something new begins',
    run({ stores }) {
      const [one, two, three] = [createSession(stores), createSession(stores), createSession(stores)];
      const standing = () => stores.reports.standing([one.id, two.id, three.id]);
      const [first, second] = [stores.reports.add(report('r-1', one.id)), stores.reports.add(report('r-2', one.id))];
      stores.reports.add(report('r-3', two.id, { kind: 'done' }));
      const newer = stores.reports.add(report('r-4', two.id, { kind: 'done' }));
      stores.reports.add(report('r-5', three.id, { kind: 'report' }));
      assert.deepEqual(standing().get(one.id), { questions: [first, second], done: null });
      assert.deepEqual(standing().get(two.id), { questions: [], done: newer });
      assert.equal(standing().has(three.id), false);
      stores.reports.answer(first.id, ANSWER);
      assert.equal(stores.reports.supersede(two.id, 7_000), 2);
      assert.equal(stores.reports.supersede(two.id, 8_000), 0);
      assert.deepEqual([...standing()], [[one.id, { questions: [second], done: null }]]);
      assert.equal(stores.reports.get(newer.id)?.supersededAt, 7_000);
      assert.deepEqual([...stores.reports.standing([])], []);
    },
  },
  {
    name: 'old reports are dropped, questions that stand open are not',
    run({ stores }) {
      const session = createSession(stores);
      stores.reports.add(report('r-1', session.id));
      stores.reports.add(report('r-2', session.id, { kind: 'report' }));
      stores.reports.answer(stores.reports.add(report('r-3', session.id)).id, ANSWER);
      stores.reports.add(report('r-4', session.id, { kind: 'report', at: 9_000 }));
      assert.equal(stores.reports.prune(5_000), 2);
      assert.deepEqual(
        stores.reports.list({}, 10).map(({ id }) => id),
        ['r-4', 'r-1'],
      );
    },
  },
];
