import assert from 'node:assert/strict';
import type { ProjectId } from '@ao/domain';
import { assertRefused, eventTypesOf } from './event-expectations.ts';
import { createSession, SHOP, sampleMessage, sampleOperation, sampleProject, samplePullRequest } from './sample-records.ts';
import type { StoresCase } from './stores-case.ts';

/** What transactions over all stores do. */
export const transactionCases: readonly StoresCase[] = [
  {
    name: 'a transaction answers what its work answers, and its writes are seen inside it',
    run({ stores }) {
      const id = stores.transaction(() => {
        const session = createSession(stores);
        stores.operations.begin(sampleOperation('o-1', session.id));
        stores.messages.enqueue(sampleMessage('m-1', session.id));
        assert.equal(stores.messages.listOpen(session.id).length, 1);
        return session.id;
      });
      assert.equal(stores.sessions.get(id)?.number, 1);
      assert.equal(stores.operations.listOpen().length, 1);
    },
  },
  {
    name: 'a transaction that throws leaves nothing behind, in no store and not in the log',
    run({ stores }) {
      const kept = createSession(stores);
      const types = eventTypesOf(stores, () =>
        assert.throws(
          () =>
            stores.transaction(() => {
              stores.projects.add(sampleProject('api'));
              stores.sessions.rename(kept.id, 'changed');
              createSession(stores);
              stores.operations.begin(sampleOperation('o-1', kept.id));
              stores.messages.enqueue(sampleMessage('m-1', kept.id));
              stores.pullRequests.upsert(samplePullRequest('1', kept.id));
              throw new Error('undo everything');
            }),
          /undo everything/,
        ),
      );
      assert.deepEqual(types, []);
      assert.deepEqual(stores.sessions.list(), [kept]);
      assert.equal(stores.projects.get('api' as ProjectId), null);
      assert.deepEqual(stores.operations.listOpen(), []);
      assert.deepEqual(stores.messages.sessionsWithOpen(), []);
      assert.equal(stores.pullRequests.forSessions([kept.id]).size, 0);
    },
  },
  {
    name: 'an inner transaction can fail alone',
    run({ stores }) {
      stores.transaction(() => {
        stores.projects.add(sampleProject('shop'));
        assert.throws(() =>
          stores.transaction(() => {
            stores.projects.setConfig(SHOP, { model: 'inner' });
            throw new Error('inner');
          }),
        );
        stores.transaction(() => stores.projects.add(sampleProject('api')));
      });
      assert.deepEqual(stores.projects.get(SHOP)?.config, {});
      assert.equal(stores.projects.hasId('api' as ProjectId), true);
      assert.equal(stores.changeLog.bounds().newest, 2);
    },
  },
  {
    name: 'a call that is refused inside a transaction can be caught, and the rest goes on',
    run({ stores }) {
      const session = createSession(stores);
      stores.transaction(() => {
        stores.operations.begin(sampleOperation('o-1', session.id));
        assertRefused('SESSION_BUSY', () => stores.operations.begin(sampleOperation('o-2', session.id)));
        stores.sessions.rename(session.id, 'went on');
      });
      assert.equal(stores.sessions.get(session.id)?.displayName, 'went on');
      assert.equal(stores.operations.listOpen().length, 1);
    },
  },
  {
    name: 'work that answers a promise is refused and undone',
    run({ stores }) {
      assert.throws(() =>
        stores.transaction(() => {
          stores.projects.add(sampleProject('shop'));
          return Promise.resolve(1);
        }),
      );
      assert.deepEqual(stores.projects.list(), []);
    },
  },
];
