import assert from 'node:assert/strict';
import type { MessageId } from '@ao/domain';
import { assertRefused, eventTypesOf } from './event-expectations.ts';
import { createSession, sampleProject, SHOP } from './sample-records.ts';
import type { StoresCase } from './stores-case.ts';

const FIRST = { id: 'm-1' as MessageId, at: 1_000 };
const SECOND = { id: 'm-2' as MessageId, at: 2_000 };

/** What every store of what orchestrators were told does, and that there is one orchestrator at a time. */
export const wakeCases: readonly StoresCase[] = [
  {
    name: 'of the orchestrators of a project one is open at a time',
    run({ stores }) {
      const first = createSession(stores, { kind: 'orchestrator' });
      createSession(stores);
      assert.equal(
        assertRefused('ORCHESTRATOR_EXISTS', () => createSession(stores, { kind: 'orchestrator' })).details['sessionId'],
        first.id,
      );
      stores.sessions.updateFacts(first.id, (facts) => ({ ...facts, phase: 'ended', end: { at: 5_000, reason: 'killed', message: null } }));
      const second = createSession(stores, { kind: 'orchestrator' });
      assertRefused('ORCHESTRATOR_EXISTS', () => stores.sessions.updateFacts(first.id, (facts) => ({ ...facts, phase: 'starting' })));
      assert.equal(stores.sessions.get(first.id)?.phase, 'ended');
      stores.sessions.updateFacts(second.id, (facts) => ({ ...facts, phase: 'live' }));
      const other = sampleProject('blog').id;
      stores.projects.add(sampleProject('blog'));
      stores.sessions.create(other, () => ({ ...second, projectId: other }));
    },
  },
  {
    name: 'who started a session is kept, and told',
    run({ stores }) {
      const first = createSession(stores);
      const second = createSession(stores, { spawnedBy: first.id });
      assert.deepEqual([first.spawnedBy, stores.sessions.get(second.id)?.spawnedBy], [null, first.id]);
      assert.equal(stores.changeLog.after(0, 100).at(-1)?.payload['spawnedBy'], first.id);
    },
  },
  {
    name: 'how far the telling has come is kept for each project',
    run({ stores }) {
      const { id: sessionId } = createSession(stores);
      assert.equal(stores.wakes.state(SHOP), null);
      stores.wakes.putState(SHOP, { since: 500, lastDigestAt: null, digest: null });
      assert.deepEqual(stores.wakes.state(SHOP), { since: 500, lastDigestAt: null, digest: null });
      const later = { since: 500, lastDigestAt: 900, digest: { messageId: FIRST.id, sessionId } };
      stores.wakes.putState(SHOP, later);
      assert.deepEqual(stores.wakes.state(SHOP), later);
    },
  },
  {
    name: 'what was told is known by key, goes over to a newer message, and is taken back with its message',
    run({ stores }) {
      createSession(stores);
      const { wakes } = stores;
      assert.deepEqual(
        eventTypesOf(stores, () => wakes.tell(SHOP, ['a', 'b', 'c'], FIRST)),
        [],
      );
      wakes.tell(SHOP, ['c', 'd'], SECOND);
      assert.deepEqual(
        [...wakes.told(SHOP, ['a', 'c', 'x'])].toSorted(([one], [other]) => (one < other ? -1 : 1)),
        [
          ['a', FIRST.id],
          ['c', SECOND.id],
        ],
      );
      assert.deepEqual([...wakes.told(SHOP, [])], []);
      assert.deepEqual([...wakes.told('blog' as typeof SHOP, ['a'])], []);
      assert.deepEqual(wakes.toldBy(SECOND.id), ['c', 'd']);
      wakes.untell(SECOND.id);
      assert.deepEqual([wakes.toldBy(SECOND.id), wakes.toldBy(FIRST.id)], [[], ['a', 'b']]);
      assert.equal(wakes.prune(1_000), 0);
      assert.equal(wakes.prune(1_001), 2);
      assert.deepEqual(wakes.toldBy(FIRST.id), []);
    },
  },
  {
    name: 'the newest head of each branch is kept',
    run({ stores }) {
      const [one, two] = [createSession(stores), createSession(stores)];
      stores.wakes.putHead(one.id, { commit: 'c0ffee', commits: 1, at: 1_000 });
      stores.wakes.putHead(one.id, { commit: 'decaf', commits: 2, at: 2_000 });
      assert.deepEqual([...stores.wakes.heads([one.id, two.id])], [[one.id, { commit: 'decaf', commits: 2, at: 2_000 }]]);
      assert.deepEqual([...stores.wakes.heads([])], []);
    },
  },
];
