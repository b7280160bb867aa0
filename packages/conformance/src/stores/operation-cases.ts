import assert from 'node:assert/strict';
import type { OperationId, OperationStep, SessionId } from '@ao/domain';
import { assertRefused, eventsOf } from './event-expectations.ts';
import { createSession, sampleOperation } from './sample-records.ts';
import type { StoresCase } from './stores-case.ts';

const FIRST = 'o-1' as OperationId;
const started: OperationStep = { name: 'worktree', state: 'started', startedAt: 1_100, finishedAt: null, created: {} };
const done: OperationStep = { ...started, state: 'done', finishedAt: 1_200, created: { path: '/worktrees/shop/shop-1' } };

/** What every operation store does. */
export const operationCases: readonly StoresCase[] = [
  {
    name: 'an operation is open until it is finished, and keeps its request, steps and result',
    run({ stores }) {
      const session = createSession(stores);
      const begun = stores.operations.begin(sampleOperation('o-1', session.id));
      assert.deepEqual(begun, { ...sampleOperation('o-1', session.id), state: 'open', steps: [], error: null, finishedAt: null });
      assert.deepEqual(stores.operations.listOpen(), [begun]);
      stores.operations.recordStep(FIRST, started);
      stores.operations.recordStep(FIRST, { ...started, name: 'terminal' });
      assert.deepEqual(stores.operations.recordStep(FIRST, done).steps, [done, { ...started, name: 'terminal' }]);
      const error = { code: 'SPAWN_FAILED', message: 'no terminal' };
      const finished = stores.operations.finish(FIRST, { state: 'failed', error, at: 1_500 });
      assert.deepEqual([finished.state, finished.error, finished.finishedAt], ['failed', error, 1_500]);
      assert.deepEqual(stores.operations.get(FIRST), finished);
      assert.deepEqual(stores.operations.listOpen(), []);
    },
  },
  {
    name: 'a session has at most one open operation',
    run({ stores }) {
      const session = createSession(stores);
      stores.operations.begin(sampleOperation('o-1', session.id));
      const error = assertRefused('SESSION_BUSY', () => stores.operations.begin(sampleOperation('o-2', session.id)));
      assert.equal(error.details['operationId'], 'o-1');
      stores.operations.begin(sampleOperation('o-3', createSession(stores).id));
      stores.operations.finish(FIRST, { state: 'done', error: null, at: 2_000 });
      stores.operations.begin(sampleOperation('o-2', session.id));
      assert.deepEqual(
        stores.operations.listOpen().map((operation) => operation.id),
        ['o-3', 'o-2'],
      );
      const open = stores.operations.listOpen().map(({ sessionId }) => sessionId);
      assert.deepEqual(stores.operations.listOpenSessions(), open);
    },
  },
  {
    name: 'the newest operations of a session come first',
    run({ stores }) {
      const session = createSession(stores);
      for (const id of ['o-1', 'o-2', 'o-3']) {
        stores.operations.begin(sampleOperation(id, session.id));
        stores.operations.finish(id as OperationId, { state: 'done', error: null, at: 2_000 });
      }
      const ids = stores.operations.listForSession(session.id, 2).map((operation) => operation.id);
      assert.deepEqual(ids, ['o-3', 'o-2']);
      assert.deepEqual(stores.operations.listForSession('shop-9' as SessionId, 5), []);
    },
  },
  {
    name: 'the newest operation of an idempotency key is found',
    run({ stores }) {
      const session = createSession(stores);
      for (const [id, idempotencyKey] of Object.entries({ 'o-1': 'k-1', 'o-2': 'k-1', 'o-3': 'k-2' })) {
        stores.operations.begin({ ...sampleOperation(id, session.id), request: { idempotencyKey, prompt: 'x' } });
        stores.operations.finish(id as OperationId, { state: 'done', error: null, at: 2_000 });
      }
      stores.operations.begin(sampleOperation('o-4', session.id));
      assert.equal(stores.operations.findByIdempotencyKey('k-1')?.id, 'o-2');
      assert.deepEqual(stores.operations.findByIdempotencyKey('k-2')?.request, { idempotencyKey: 'k-2', prompt: 'x' });
      assert.equal(stores.operations.findByIdempotencyKey('k-3'), null);
    },
  },
  {
    name: 'a finished operation keeps its first result and takes no step',
    run({ stores }) {
      const session = createSession(stores);
      stores.operations.begin(sampleOperation('o-1', session.id));
      stores.operations.finish(FIRST, { state: 'done', error: null, at: 2_000 });
      const again = stores.operations.finish(FIRST, { state: 'failed', error: { code: 'INTERNAL', message: 'x' }, at: 3_000 });
      assert.deepEqual([again.state, again.error, again.finishedAt], ['done', null, 2_000]);
      assertRefused('INTERNAL', () => stores.operations.recordStep(FIRST, started));
    },
  },
  {
    name: 'unknown sessions and operations are refused',
    run({ stores }) {
      assertRefused('SESSION_NOT_FOUND', () => stores.operations.begin(sampleOperation('o-1', 'shop-9' as SessionId)));
      assertRefused('INTERNAL', () => stores.operations.recordStep(FIRST, started));
      assertRefused('INTERNAL', () => stores.operations.finish(FIRST, { state: 'done', error: null, at: 1 }));
      assert.equal(stores.operations.get(FIRST), null);
    },
  },
  {
    name: 'old finished operations can be dropped, open ones cannot',
    run({ stores }) {
      const session = createSession(stores);
      stores.operations.begin(sampleOperation('o-1', session.id));
      stores.operations.finish(FIRST, { state: 'done', error: null, at: 2_000 });
      stores.operations.begin(sampleOperation('o-2', session.id));
      assert.equal(stores.operations.prune(2_000), 0);
      assert.equal(stores.operations.prune(9_000), 1);
      assert.equal(stores.operations.get(FIRST), null);
      assert.equal(stores.operations.listOpen().length, 1);
    },
  },
  {
    name: 'start, steps and end of an operation are events',
    run({ stores, clock }) {
      const session = createSession(stores);
      clock.set(8_000);
      const events = eventsOf(stores, () => {
        stores.operations.begin(sampleOperation('o-1', session.id));
        stores.operations.recordStep(FIRST, started);
        stores.operations.recordStep(FIRST, done);
        stores.operations.finish(FIRST, { state: 'failed', error: { code: 'SPAWN_FAILED', message: 'x' }, at: 2_000 });
      });
      const base = { id: 'o-1', kind: 'spawn', state: 'open', step: 'worktree', errorCode: null };
      const common = { at: 8_000, projectId: 'shop', sessionId: 'shop-1' };
      assert.deepEqual(
        events.map(({ sequence: _sequence, ...event }) => event),
        [
          { type: 'operation.started', ...common, payload: { ...base, step: null } },
          { type: 'operation.updated', ...common, payload: base },
          { type: 'operation.updated', ...common, payload: base },
          { type: 'operation.updated', ...common, payload: { ...base, state: 'failed', errorCode: 'SPAWN_FAILED' } },
        ],
      );
    },
  },
];
