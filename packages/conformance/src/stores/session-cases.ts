import assert from 'node:assert/strict';
import type { ProjectId, SessionFacts, SessionId } from '@ao/domain';
import { assertRefused, eventsOf, eventTypesOf } from './event-expectations.ts';
import { createSession, SHOP, sampleLaunch, sampleProject, sampleRequest, sampleSession } from './sample-records.ts';
import type { StoresCase } from './stores-case.ts';

const NOBODY = 'shop-99' as SessionId;

/** What every session store does. */
export const sessionCases: readonly StoresCase[] = [
  {
    name: 'a session gets the next number of its project, and is read back as it was filled',
    run({ stores, clock }) {
      stores.projects.add(sampleProject('shop'));
      stores.projects.add(sampleProject('api'));
      clock.set(5_000);
      const filled = sampleSession({ command: ['vim', '-R'], model: 'large', issueId: '#7', launch: sampleLaunch() });
      const first = stores.sessions.create(SHOP, (id, number) => {
        assert.equal(id, 'shop-1');
        assert.equal(number, 1);
        return filled;
      });
      assert.deepEqual(first, { ...filled, id: 'shop-1', number: 1, updatedAt: 5_000 });
      assert.deepEqual(stores.sessions.get(first.id), first);
      assert.equal(createSession(stores).id, 'shop-2');
      assert.equal(stores.sessions.create('api' as ProjectId, () => sampleSession({ projectId: 'api' as ProjectId })).id, 'api-1');
    },
  },
  {
    name: 'a number is never given twice, not even when its transaction was undone',
    run({ stores }) {
      createSession(stores);
      assert.throws(() =>
        stores.transaction(() => {
          createSession(stores);
          throw new Error('undo');
        }),
      );
      assert.throws(() =>
        stores.sessions.create(SHOP, () => {
          throw new Error('could not fill');
        }),
      );
      assert.equal(createSession(stores).number, 4);
      assert.deepEqual(
        stores.sessions.list().map((session) => session.number),
        [1, 4],
      );
    },
  },
  {
    name: 'a session of an unknown project is refused',
    run({ stores }) {
      assertRefused('PROJECT_NOT_FOUND', () => stores.sessions.create(SHOP, () => sampleSession()));
    },
  },
  {
    name: 'sessions are listed by project and number, and filtered',
    run({ stores }) {
      stores.projects.add(sampleProject('api'));
      for (let number = 1; number <= 11; number += 1) createSession(stores, { phase: number % 2 === 0 ? 'live' : 'ended' });
      stores.sessions.create('api' as ProjectId, () => sampleSession({ phase: 'live' }));
      const ids = (filter?: Parameters<typeof stores.sessions.list>[0]) => stores.sessions.list(filter).map((session) => session.id);
      assert.deepEqual(ids().slice(0, 4), ['api-1', 'shop-1', 'shop-2', 'shop-3']);
      assert.equal(ids().at(-1), 'shop-11');
      assert.deepEqual(ids({ projectId: SHOP, phases: ['live'] }), ['shop-2', 'shop-4', 'shop-6', 'shop-8', 'shop-10']);
      assert.equal(ids({ phases: ['live', 'ended'] }).length, 12);
      assert.deepEqual(ids({ phases: [] }), []);
      stores.sessions.updateFacts(stores.sessions.list({ projectId: SHOP, phases: ['ended'] })[0]?.id ?? ('' as SessionId), (facts) => ({
        ...facts,
        end: { at: 1, reason: 'lost', message: null },
      }));
      assert.deepEqual(ids({ endReason: 'lost' }), ['shop-1']);
      assert.deepEqual(ids({ endReason: 'lost', phases: ['live'] }), []);
      assert.deepEqual(ids({ endReason: 'lost', projectId: 'api' as ProjectId }), []);
      assert.deepEqual(ids({ endReason: 'merged' }), []);
      assert.deepEqual(ids({ projectId: 'none' as ProjectId }), []);
    },
  },
  {
    name: 'every fact survives being written',
    run({ stores, clock }) {
      const { id } = createSession(stores);
      clock.set(9_000);
      const facts: SessionFacts = {
        phase: 'ended',
        phaseDeadlineAt: null,
        workspace: {
          state: 'rescued',
          repositoryPath: '/repositories/shop',
          path: '/worktrees/shop/shop-1',
          branch: 'ao/shop-1/work',
          baseRef: 'origin/main',
          baseCommit: 'c0ffee',
          rescueRef: 'refs/ao/rescue/shop-1/1',
          setup: 'failed',
          setupMessage: 'npm ci: exit 1 — “quoted”\n',
        },
        launch: sampleLaunch({ state: 'ready', readyAt: 2_500, firstSignalAt: 2_400, lastSignalAt: 8_000, lastOutputAt: 8_100 }),
        activity: { state: 'blocked', since: 8_000, evidenceAt: 8_200, source: 'hook', detail: 'Allow Bash?', correlationId: 'tool-1' },
        requests: [
          sampleRequest('tool-1'),
          sampleRequest('tool-2', { kind: 'question', tool: null, input: null, choices: [], channel: null }),
        ],
        exit: { at: 8_900, code: null, signal: 'SIGKILL', evidence: 'exit_record' },
        end: { at: 9_000, reason: 'exited', message: 'killed from outside' },
        agentSessionId: 'conversation-1',
      };
      const updated = stores.sessions.updateFacts(id, () => facts);
      assert.deepEqual(updated, { ...sampleSession(), id, number: 1, updatedAt: 9_000, ...facts });
      assert.deepEqual(stores.sessions.get(id), updated);
      const back = stores.sessions.updateFacts(id, (record) => ({
        ...record,
        launch: null,
        requests: [],
        exit: null,
        end: null,
        agentSessionId: null,
      }));
      assert.deepEqual([back?.launch, back?.requests, back?.exit, back?.end, back?.agentSessionId], [null, [], null, null, null]);
    },
  },
  {
    name: 'a time that is no whole number is refused, and nothing is written',
    run({ stores }) {
      const session = createSession(stores);
      const broken = () =>
        stores.sessions.updateFacts(session.id, (record) => ({ ...record, activity: { ...record.activity, since: 1_000.5 } }));
      assertRefused('INTERNAL', broken);
      assert.deepEqual(stores.sessions.get(session.id), session);
    },
  },
  {
    name: 'only facts are taken from what a change answers: identity and name stay',
    run({ stores }) {
      const { id } = createSession(stores);
      const updated = stores.sessions.updateFacts(id, (record) => ({
        ...record,
        phase: 'live',
        displayName: 'x',
        agent: 'codex',
        number: 5,
      }));
      assert.deepEqual([updated?.phase, updated?.displayName, updated?.agent, updated?.number], ['live', 'health check', 'claude-code', 1]);
    },
  },
  {
    name: 'the same object back means nothing is written',
    run({ stores, clock }) {
      const { id, updatedAt } = createSession(stores);
      clock.set(99_000);
      assert.deepEqual(
        eventTypesOf(stores, () => stores.sessions.updateFacts(id, (record) => record)),
        [],
      );
      assert.equal(stores.sessions.get(id)?.updatedAt, updatedAt);
    },
  },
  {
    name: 'a change that throws leaves the session as it was',
    run({ stores }) {
      const before = createSession(stores);
      const broken = () =>
        stores.sessions.updateFacts(before.id, () => {
          throw new Error('reducer failed');
        });
      assert.throws(broken, /reducer failed/);
      assert.deepEqual(stores.sessions.get(before.id), before);
    },
  },
  {
    name: 'an unknown session is null, not an error',
    run({ stores }) {
      assert.equal(stores.sessions.get(NOBODY), null);
      assert.equal(stores.sessions.rename(NOBODY, 'x'), null);
      assert.equal(
        stores.sessions.updateFacts(NOBODY, () => assert.fail('nothing to change')),
        null,
      );
    },
  },
  {
    name: 'a created session is one event with the facts a list shows',
    run({ stores, clock }) {
      stores.projects.add(sampleProject('shop'));
      clock.set(6_000);
      const [created, ...others] = eventsOf(stores, () => createSession(stores, { launch: sampleLaunch() }));
      assert.deepEqual(others, []);
      const { sequence: _sequence, ...rest } = created ?? assert.fail();
      assert.deepEqual(rest, {
        type: 'session.created',
        at: 6_000,
        projectId: 'shop',
        sessionId: 'shop-1',
        payload: {
          id: 'shop-1',
          kind: 'worker',
          spawnedBy: null,
          agent: 'claude-code',
          displayName: 'health check',
          phase: 'starting',
          activity: 'unknown',
          openRequests: 0,
          launchState: 'starting',
          workspace: 'absent',
          branch: null,
          endReason: null,
        },
      });
    },
  },
  {
    name: 'a new name is an event, the same name is none',
    run({ stores }) {
      const { id } = createSession(stores);
      const events = eventsOf(stores, () => {
        assert.equal(stores.sessions.rename(id, 'cart')?.displayName, 'cart');
        assert.equal(stores.sessions.rename(id, 'cart')?.displayName, 'cart');
      });
      assert.deepEqual(
        events.map((event) => [event.type, event.payload['displayName']]),
        [['session.updated', 'cart']],
      );
    },
  },
];
