import assert from 'node:assert/strict';
import type { PullRequestFacts, SessionId } from '@ao/domain';
import { assertRefused, eventsOf, eventTypesOf } from './event-expectations.ts';
import { createSession, samplePullRequest } from './sample-records.ts';
import type { StoresCase } from './stores-case.ts';

const CHANGES: readonly Partial<PullRequestFacts>[] = [
  { state: 'merged' },
  { ci: 'failing' },
  { review: 'approved' },
  { mergeability: 'conflicting' },
  { title: 'Another title' },
  { unresolvedThreads: 3 },
  { headCommit: 'decaf' },
  { url: 'https://github.com/acme/renamed/pull/412' },
];

/** What every pull request store does. */
export const pullRequestCases: readonly StoresCase[] = [
  {
    name: 'pull requests of many sessions come in one answer, newest first',
    run({ stores }) {
      const [one, two, three] = [createSession(stores), createSession(stores), createSession(stores)];
      const old = stores.pullRequests.upsert(samplePullRequest('1', one.id));
      const young = stores.pullRequests.upsert(samplePullRequest('2', one.id, { updatedAt: 9_000 }));
      const other = stores.pullRequests.upsert(samplePullRequest('3', two.id));
      assert.deepEqual(old, samplePullRequest('1', one.id));
      const found = stores.pullRequests.forSessions([one.id, two.id, three.id]);
      assert.deepEqual(
        [...found].sort(([a], [b]) => (a < b ? -1 : 1)),
        [
          [one.id, [young, old]],
          [two.id, [other]],
        ],
      );
      assert.deepEqual([...stores.pullRequests.forSessions([])], []);
    },
  },
  {
    name: 'many sessions at once are no problem',
    run({ stores }) {
      const session = createSession(stores);
      stores.pullRequests.upsert(samplePullRequest('1', session.id));
      const ids = Array.from({ length: 2_500 }, (_, index) => `shop-${index + 1}` as SessionId);
      assert.deepEqual([...stores.pullRequests.forSessions(ids).keys()], [session.id]);
    },
  },
  {
    name: 'a pull request never moves to another session by being seen there',
    run({ stores }) {
      const [one, two] = [createSession(stores), createSession(stores)];
      stores.pullRequests.upsert(samplePullRequest('1', one.id));
      const stored = stores.pullRequests.upsert(samplePullRequest('1', two.id, { ci: 'passing' }));
      assert.deepEqual([stored.sessionId, stored.ci], [one.id, 'passing']);
      assert.deepEqual([...stores.pullRequests.forSessions([one.id, two.id]).keys()], [one.id]);
      assertRefused('SESSION_NOT_FOUND', () => stores.pullRequests.upsert(samplePullRequest('2', 'shop-9' as SessionId)));
    },
  },
  {
    name: 'a new pull request and each change of it are events, looking at it is none',
    run({ stores, clock }) {
      const session = createSession(stores);
      clock.set(8_000);
      const [created] = eventsOf(stores, () => stores.pullRequests.upsert(samplePullRequest('1', session.id)));
      assert.deepEqual(created && { ...created, sequence: 0 }, {
        sequence: 0,
        type: 'pull_request.created',
        at: 8_000,
        projectId: 'shop',
        sessionId: 'shop-1',
        payload: {
          id: 'github.com:1',
          url: 'https://github.com/acme/shop/pull/1',
          number: 412,
          state: 'open',
          ci: 'pending',
          review: 'none',
          mergeability: 'unknown',
        },
      });
      for (const change of CHANGES) {
        const facts = samplePullRequest('1', session.id, change);
        assert.deepEqual(
          eventTypesOf(stores, () => stores.pullRequests.upsert(facts)),
          ['pull_request.updated'],
        );
        stores.pullRequests.upsert(samplePullRequest('1', session.id));
      }
      const seenAgain = samplePullRequest('1', session.id, { observedAt: 99_000, updatedAt: 98_000 });
      assert.deepEqual(
        eventTypesOf(stores, () => stores.pullRequests.upsert(seenAgain)),
        [],
      );
      assert.deepEqual(stores.pullRequests.forSessions([session.id]).get(session.id), [seenAgain]);
    },
  },
];
