import assert from 'node:assert/strict';
import type { SessionId } from '@ao/domain';
import type { PullRequestBlindness } from '@ao/ports';
import { assertRefused, eventsOf, eventTypesOf } from './event-expectations.ts';
import { sampleComment, sampleFailure, sampleSighting, sampleSnapshot, sampleThread } from './sample-pull-requests.ts';
import { createSession, samplePullRequest } from './sample-records.ts';
import type { StoresCase } from './stores-case.ts';

const BLIND: PullRequestBlindness = { outcome: 'unknown', since: 6_000, message: 'no network' };
const NOTE = { kind: 'ci', state: 'told', attempt: 1, of: 3, at: 6_000 } as const;

/** What every pull request store does with listings, with what cannot be seen, and with whose a pull request is. */
export const pullRequestSightingCases: readonly StoresCase[] = [
  {
    name: 'a listing makes a pull request known, with nothing said about what it does not show',
    run({ stores }) {
      const { id: sessionId } = createSession(stores);
      const sighting = sampleSighting('1');
      const stored = stores.pullRequests.recordSighting(sighting, { sessionId, origin: 'found' }, 4_200);
      const { author: _author, repository, sourceRepository, ...shown } = sighting;
      const unsaid = { ci: 'unknown', review: 'none', mergeability: 'unknown', unresolvedThreads: 0, note: null } as const;
      assert.deepEqual(stored, {
        facts: { ...shown, ...unsaid, sessionId, observedAt: 4_200 },
        origin: 'found',
        repository,
        sourceRepository,
        snapshot: null,
        blindness: null,
      });
      const nobody = { sessionId: 'shop-9' as SessionId, origin: 'found' } as const;
      assertRefused('SESSION_NOT_FOUND', () => stores.pullRequests.recordSighting(sampleSighting('2'), nobody, 1));
    },
  },
  {
    name: 'a listing tells of a known pull request what is newer, and never whose it is',
    run({ stores }) {
      const [one, two] = [createSession(stores), createSession(stores)];
      const owner = { sessionId: one.id, origin: 'claimed' } as const;
      const { snapshot } = stores.pullRequests.recordSnapshot(sampleSnapshot('1'), owner);
      const other = { sessionId: two.id, origin: 'found' } as const;
      const same = sampleSighting('1', { title: 'Another title' });
      assert.deepEqual(
        eventTypesOf(stores, () => stores.pullRequests.recordSighting(same, other, 9_000)),
        [],
      );
      const renamed = { host: 'github.com', owner: 'acme', name: 'store' };
      const newer = sampleSighting('1', { title: 'Another title', updatedAt: 8_000, repository: renamed });
      const [event, ...more] = eventsOf(stores, () => stores.pullRequests.recordSighting(newer, other, 9_000));
      assert.deepEqual([event?.type, more], ['pull_request.updated', []]);
      const stored = stores.pullRequests.get('github.com:1') ?? assert.fail();
      assert.deepEqual([stored.facts.title, stored.facts.sessionId, stored.origin], ['Another title', one.id, 'claimed']);
      assert.deepEqual([stored.facts.ci, stored.facts.observedAt, stored.repository], ['passing', 5_000, renamed]);
      assert.deepEqual(stored.snapshot, snapshot);
    },
  },
  {
    name: 'a listing with another head commit takes back what was said of the one before',
    run({ stores }) {
      const owner = { sessionId: createSession(stores).id, origin: 'found' } as const;
      stores.pullRequests.recordSnapshot(sampleSnapshot('1'), owner);
      const { facts } = stores.pullRequests.recordSighting(sampleSighting('1', { headCommit: 'decaf', updatedAt: 8_000 }), owner, 9_000);
      assert.deepEqual(
        [facts.headCommit, facts.ci, facts.mergeability, facts.review],
        ['decaf', 'unknown', 'unknown', 'changes_requested'],
      );
    },
  },
  {
    name: 'a pull request is found by its present place, without regard to case; the one looked at last counts',
    run({ stores }) {
      const owner = { sessionId: createSession(stores).id, origin: 'found' } as const;
      stores.pullRequests.recordSnapshot(sampleSnapshot('1'), owner);
      stores.pullRequests.recordSnapshot(sampleSnapshot('2', { observedAt: 6_000 }), owner);
      stores.pullRequests.upsert(samplePullRequest('3', owner.sessionId, { number: 3 }));
      const at = (host: string, name: string, number: number) =>
        stores.pullRequests.findByPlace({ repository: { host, owner: 'Acme', name }, number })?.facts.id ?? null;
      assert.equal(at('GitHub.com', 'SHOP', 412), 'github.com:2');
      assert.equal(at('github.com', 'shop', 3), 'github.com:3');
      assert.deepEqual([at('github.com', 'shop', 4), at('github.com', 'store', 412), at('ghe.test', 'shop', 412)], [null, null, null]);
    },
  },
  {
    name: 'worth looking at are open ones of every session, and what ended lately',
    run({ stores }) {
      const one = { sessionId: createSession(stores).id, origin: 'found' } as const;
      const two = { sessionId: createSession(stores, { phase: 'ended' }).id, origin: 'found' } as const;
      const merged = (at: number) => ({ state: 'merged', mergedAt: at, closedAt: at, updatedAt: 30_000 }) as const;
      const { pullRequests } = stores;
      pullRequests.recordSnapshot(sampleSnapshot('open', { updatedAt: 40_000 }), one);
      pullRequests.recordSnapshot(sampleSnapshot('draft', { state: 'draft', updatedAt: 39_000 }), two);
      pullRequests.recordSnapshot(sampleSnapshot('just-merged', merged(20_000)), one);
      pullRequests.recordSnapshot(sampleSnapshot('long-merged', merged(1_000)), one);
      pullRequests.recordSighting(sampleSighting('just-closed', { state: 'closed', updatedAt: 20_000 }), one, 21_000);
      pullRequests.recordSighting(sampleSighting('long-closed', { state: 'closed', updatedAt: 1_000 }), one, 21_000);
      for (const [name, outcome, since] of [
        ['unseen', 'unknown', 1_000],
        ['forbidden', 'forbidden', 1_000],
        ['just-gone', 'gone', 20_000],
        ['long-gone', 'gone', 1_000],
      ] as const) {
        pullRequests.recordSighting(sampleSighting(name, { updatedAt: 10_000 }), one, 10_000);
        pullRequests.recordBlindness(`github.com:${name}`, { outcome, since, message: outcome });
      }
      assert.deepEqual(
        pullRequests.listWatched(15_000).map(({ facts }) => facts.id.replace('github.com:', '')),
        ['open', 'draft', 'just-merged', 'just-closed', 'forbidden', 'just-gone', 'unseen'],
      );
      assert.equal(pullRequests.listForSessions([one.sessionId, two.sessionId]).length, 10);
      assert.deepEqual(pullRequests.listWatched(15_000)[0], pullRequests.get('github.com:open'));
    },
  },
  {
    name: 'a look that showed nothing is remembered since the first, and over with the next snapshot',
    run({ stores }) {
      const owner = { sessionId: createSession(stores).id, origin: 'found' } as const;
      const { facts } = stores.pullRequests.recordSnapshot(sampleSnapshot('1'), owner);
      const types = eventTypesOf(stores, () => {
        stores.pullRequests.recordBlindness(facts.id, BLIND);
        stores.pullRequests.recordBlindness(facts.id, { ...BLIND, since: 7_000 });
        stores.pullRequests.recordBlindness('github.com:9', BLIND);
      });
      assert.deepEqual(types, ['pull_request.updated']);
      const stored = stores.pullRequests.get(facts.id);
      assert.deepEqual([stored?.blindness, stored?.facts], [BLIND, facts]);
      stores.pullRequests.recordBlindness(facts.id, { outcome: 'gone', since: 8_000, message: 'gone' });
      assert.deepEqual(stores.pullRequests.get(facts.id)?.blindness, { outcome: 'gone', since: 6_000, message: 'gone' });
      assert.deepEqual(
        eventTypesOf(stores, () => stores.pullRequests.recordSnapshot(sampleSnapshot('1', { observedAt: 9_000 }), owner)),
        ['pull_request.updated'],
      );
      assert.equal(stores.pullRequests.get(facts.id)?.blindness, null);
    },
  },
  {
    name: 'a note is part of the facts, stays over snapshots, and is one event when it is another one',
    run({ stores }) {
      const owner = { sessionId: createSession(stores).id, origin: 'found' } as const;
      const { facts } = stores.pullRequests.recordSnapshot(sampleSnapshot('1'), owner);
      const types = eventTypesOf(stores, () => {
        stores.pullRequests.recordNote(facts.id, NOTE);
        stores.pullRequests.recordNote(facts.id, { ...NOTE });
        stores.pullRequests.recordNote('github.com:9', NOTE);
        stores.pullRequests.recordSnapshot(sampleSnapshot('1', { observedAt: 6_000 }), owner);
      });
      assert.deepEqual(types, ['pull_request.updated']);
      assert.deepEqual(stores.pullRequests.forSessions([owner.sessionId]).get(owner.sessionId)?.[0]?.note, NOTE);
      stores.pullRequests.recordNote(facts.id, null);
      assert.equal(stores.pullRequests.get(facts.id)?.facts.note, null);
    },
  },
  {
    name: 'words of threads are put over what was read before, oldest first',
    run({ stores }) {
      const owner = { sessionId: createSession(stores).id, origin: 'found' } as const;
      const { id } = stores.pullRequests.recordSnapshot(sampleSnapshot('1'), owner).facts;
      const [first, second, late] = [sampleComment('a', 100), sampleComment('b', 200), sampleComment('c', 200, { author: null })];
      const young = sampleThread('t-1', [second]);
      const old = sampleThread('t-2', [first], { isResolved: true, line: null });
      assert.deepEqual(
        eventTypesOf(stores, () => {
          stores.pullRequests.recordThreads(id, [young, old]);
          stores.pullRequests.recordThreads(id, [{ ...young }]);
          stores.pullRequests.recordThreads('github.com:9', [young]);
        }),
        ['pull_request.updated'],
      );
      assert.deepEqual(stores.pullRequests.threadsOf(id), [old, young]);
      const edited = { ...second, body: { text: 'edited', isCut: true }, isHidden: true };
      const page = sampleThread('t-1', [late, edited], { totalComments: 60, isOutdated: true });
      stores.pullRequests.recordThreads(id, [page]);
      assert.deepEqual(stores.pullRequests.threadsOf(id), [old, { ...page, comments: [edited, late] }]);
      stores.pullRequests.recordThreads(id, [sampleThread('t-1', [first])]);
      assert.deepEqual(
        stores.pullRequests.threadsOf(id).map(({ comments }) => comments.map((comment) => comment.id)),
        [['github.com:a', 'github.com:b', 'github.com:c'], ['github.com:a']],
      );
      assert.deepEqual(stores.pullRequests.threadsOf('github.com:9'), []);
    },
  },
  {
    name: 'a pull request that is given to another session is one event with both, and loses its note',
    run({ stores }) {
      const [one, two] = [createSession(stores), createSession(stores)];
      const { facts } = stores.pullRequests.recordSnapshot(sampleSnapshot('1'), { sessionId: one.id, origin: 'found' });
      stores.pullRequests.recordNote(facts.id, NOTE);
      const [event, ...more] = eventsOf(stores, () => {
        assert.equal(stores.pullRequests.assign(facts.id, { sessionId: two.id, origin: 'claimed' }), one.id);
        assert.equal(stores.pullRequests.assign(facts.id, { sessionId: two.id, origin: 'claimed' }), null);
      });
      const payload = { id: facts.id, url: facts.url, fromSession: one.id, toSession: two.id };
      assert.deepEqual([event?.type, event?.sessionId, event?.payload, more], ['pull_request.session_changed', two.id, payload, []]);
      const stored = stores.pullRequests.get(facts.id);
      assert.deepEqual([stored?.origin, stored?.facts.sessionId, stored?.facts.note], ['claimed', two.id, null]);
      assert.deepEqual(
        eventTypesOf(stores, () => stores.pullRequests.assign(facts.id, { sessionId: two.id, origin: 'found' })),
        ['pull_request.updated'],
      );
      const nobody = { sessionId: 'shop-9' as SessionId, origin: 'claimed' } as const;
      assertRefused('SESSION_NOT_FOUND', () => stores.pullRequests.assign(facts.id, nobody));
      assertRefused('PULL_REQUEST_NOT_FOUND', () => stores.pullRequests.assign('github.com:9', nobody));
    },
  },
  {
    name: 'a pull request that is removed is one event and leaves nothing behind',
    run({ stores, clock }) {
      const owner = { sessionId: createSession(stores).id, origin: 'found' } as const;
      const { facts } = stores.pullRequests.recordSnapshot(sampleSnapshot('1'), owner);
      stores.pullRequests.recordThreads(facts.id, [sampleThread('t-1', [sampleComment('a', 100)])]);
      stores.pullRequests.recordFailure(facts.id, 'github.com:check-test', sampleFailure('x'));
      stores.reactions.putLedger(owner.sessionId, facts.id, { version: 1 }, 1);
      clock.set(2_000_000);
      const [event, ...more] = eventsOf(stores, () => {
        stores.pullRequests.remove(facts.id);
        stores.pullRequests.remove(facts.id);
      });
      assert.deepEqual(
        [event?.type, event?.at, event?.projectId, event?.sessionId, event?.payload],
        ['pull_request.removed', 2_000_000, 'shop', owner.sessionId, { id: facts.id, url: facts.url }],
      );
      assert.deepEqual(more, []);
      const { pullRequests, reactions } = stores;
      assert.deepEqual([pullRequests.get(facts.id), pullRequests.threadsOf(facts.id)], [null, []]);
      assert.deepEqual([pullRequests.failuresOf(facts.id).size, reactions.ledger(owner.sessionId, facts.id)], [0, null]);
      pullRequests.recordSnapshot(sampleSnapshot('1', { checks: { ...sampleSnapshot('1').checks, isComplete: false } }), owner);
      assert.deepEqual([pullRequests.threadsOf(facts.id), pullRequests.failuresOf(facts.id).size], [[], 0]);
      assert.equal(reactions.ledger(owner.sessionId, facts.id), null);
    },
  },
];
