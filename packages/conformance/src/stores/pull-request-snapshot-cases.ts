import assert from 'node:assert/strict';
import { AoError, type SessionId } from '@ao/domain';
import type { PullRequestSnapshot } from '@ao/ports';
import { assertRefused, eventsOf, eventTypesOf } from './event-expectations.ts';
import { sampleCheck, sampleChecks, sampleFailure, sampleSighting, sampleSnapshot, sampleThreadNote } from './sample-pull-requests.ts';
import { createSession } from './sample-records.ts';
import type { StoresCase } from './stores-case.ts';

const FORK = { host: 'github.com', owner: 'bo', name: 'shop' };

/** What makes one event when it is the only thing that changed. */
const TOLD: Readonly<Record<string, Partial<PullRequestSnapshot>>> = {
  title: { title: 'Another title' },
  state: { state: 'merged', mergedAt: 4_500, mergeCommit: 'f00d' },
  'the repository': { repository: { ...FORK, owner: 'renamed' } },
  'the source repository': { sourceRepository: FORK },
  'a deleted source repository': { sourceRepository: null },
  'the author': { author: null },
  'the head commit': { headCommit: 'decaf' },
  conflict: { conflict: 'conflicting', mergeability: 'conflicting', gate: 'conflicting' },
  'a check that failed': { checks: sampleChecks([sampleCheck('test', { state: 'failed' })]) },
  'a new check': { checks: sampleChecks([sampleCheck('test'), sampleCheck('lint')]) },
  'no check at all': { checks: sampleChecks([]) },
  'a check of another run': { checks: sampleChecks([sampleCheck('test', { id: 'github.com:check-again' })]) },
  'checks that are not all read': {
    checks: sampleChecks([sampleCheck('test')], { isComplete: false, error: new AoError('FORGE_UNAVAILABLE', { message: 'page 2' }) }),
  },
  'a review': { review: { decision: 'approved', source: 'rule', opinions: [] } },
  'an open thread': { threads: { ...sampleSnapshot('1').threads, unresolved: [sampleThreadNote('t-1'), sampleThreadNote('t-2')] } },
  'a thread that moved': { threads: { ...sampleSnapshot('1').threads, unresolved: [sampleThreadNote('t-1', { line: null })] } },
  'no open thread': { threads: { ...sampleSnapshot('1').threads, unresolved: [] } },
  'the merge queue': { queue: { position: 2, state: 'checking', enqueuedAt: 4_800 } },
};

/** What is stored and told to nobody. */
const UNTOLD: Readonly<Record<string, Partial<PullRequestSnapshot>>> = {
  'that it was looked at': {},
  'the time of its last change': { updatedAt: 4_700 },
  'a commit of its target branch': { targetCommit: 'ba5e2' },
  'the marker of its threads': { threads: { ...sampleSnapshot('1').threads, marker: 'm-2' } },
};

function changeCase(subject: string, change: Partial<PullRequestSnapshot>, expected: readonly string[]): StoresCase {
  return {
    name: `a snapshot of a pull request: ${subject} ${expected.length === 0 ? 'is stored without an event' : 'is one event'}`,
    run({ stores }) {
      const owner = { sessionId: createSession(stores).id, origin: 'found' } as const;
      stores.pullRequests.recordSnapshot(sampleSnapshot('1'), owner);
      const next = sampleSnapshot('1', { observedAt: 6_000, ...change });
      const types = eventTypesOf(stores, () => assert.deepEqual(stores.pullRequests.recordSnapshot(next, owner).snapshot, next));
      assert.deepEqual(types, expected);
      assert.deepEqual(stores.pullRequests.get(next.id)?.snapshot, next);
      assert.deepEqual(
        eventTypesOf(stores, () => stores.pullRequests.recordSnapshot({ ...next, observedAt: 7_000 }, owner)),
        [],
      );
    },
  };
}

/** What every pull request store does with snapshots. */
export const pullRequestSnapshotCases: readonly StoresCase[] = [
  {
    name: 'a snapshot comes back as it was, with the facts it says and whose it is',
    run({ stores }) {
      const { id: sessionId } = createSession(stores);
      const snapshot = sampleSnapshot('1');
      const stored = stores.pullRequests.recordSnapshot(snapshot, { sessionId, origin: 'claimed' });
      assert.deepEqual(stored, {
        facts: {
          id: 'github.com:1',
          sessionId,
          url: snapshot.url,
          number: 412,
          title: 'Add a health check',
          state: 'open',
          ci: 'passing',
          review: 'changes_requested',
          mergeability: 'blocked',
          unresolvedThreads: 1,
          sourceBranch: 'ao/shop-1/health-check',
          targetBranch: 'main',
          headCommit: 'c0ffee',
          note: null,
          updatedAt: 4_000,
          observedAt: 5_000,
        },
        origin: 'claimed',
        repository: snapshot.repository,
        sourceRepository: snapshot.sourceRepository,
        snapshot,
        blindness: null,
      });
      assert.deepEqual(stores.pullRequests.get('github.com:1'), stored);
      assert.deepEqual(stores.pullRequests.listForSessions([sessionId]), [stored]);
      assert.deepEqual(stores.pullRequests.forSessions([sessionId]).get(sessionId), [stored.facts]);
      assert.equal(stores.pullRequests.get('github.com:2'), null);
      assert.deepEqual(stores.pullRequests.listForSessions([]), []);
    },
  },
  ...Object.entries(TOLD).map(([subject, change]) => changeCase(subject, change, ['pull_request.updated'])),
  ...Object.entries(UNTOLD).map(([subject, change]) => changeCase(subject, change, [])),
  {
    name: 'however much of a pull request one snapshot changes, it is one event with the new facts',
    run({ stores }) {
      const owner = { sessionId: createSession(stores).id, origin: 'found' } as const;
      stores.pullRequests.recordSnapshot(sampleSnapshot('1'), owner);
      const all = sampleSnapshot('1', Object.assign({ observedAt: 6_000 }, ...Object.values(TOLD)) as PullRequestSnapshot);
      const events = eventsOf(stores, () => stores.pullRequests.recordSnapshot(all, owner));
      assert.deepEqual(
        events.map(({ type, payload }) => [type, payload['state'], payload['review']]),
        [['pull_request.updated', 'merged', 'approved']],
      );
    },
  },
  {
    name: 'a new pull request with all that hangs on it is one event; a session that is not there is refused',
    run({ stores }) {
      const { id } = createSession(stores);
      const nobody = { sessionId: 'shop-9' as SessionId, origin: 'found' } as const;
      assert.deepEqual(
        eventTypesOf(stores, () => {
          assertRefused('SESSION_NOT_FOUND', () => stores.pullRequests.recordSnapshot(sampleSnapshot('1'), nobody));
          stores.pullRequests.recordSnapshot(sampleSnapshot('1'), { sessionId: id, origin: 'found' });
        }),
        ['pull_request.created'],
      );
    },
  },
  {
    name: 'a snapshot older than the stored one changes nothing; nor does one from before a listing that showed more',
    run({ stores }) {
      const owner = { sessionId: createSession(stores).id, origin: 'found' } as const;
      stores.pullRequests.recordSnapshot(sampleSnapshot('1'), owner);
      const types = eventTypesOf(stores, () => {
        stores.pullRequests.recordSnapshot(sampleSnapshot('1', { observedAt: 4_999, title: 'Old' }), owner);
      });
      assert.deepEqual(types, []);
      const merged = sampleSighting('1', { state: 'merged', updatedAt: 8_000 });
      stores.pullRequests.recordSighting(merged, owner, 9_000);
      stores.pullRequests.recordSnapshot(sampleSnapshot('1', { observedAt: 8_500 }), owner);
      assert.equal(stores.pullRequests.get(merged.id)?.facts.state, 'merged');
      stores.pullRequests.recordSnapshot(sampleSnapshot('1', { observedAt: 9_500 }), owner);
      assert.equal(stores.pullRequests.get(merged.id)?.facts.state, 'open');
    },
  },
  {
    name: 'what was stored before the clock was set back does not silence the present',
    run({ stores, clock }) {
      const owner = { sessionId: createSession(stores).id, origin: 'found' } as const;
      const later = clock.now() + 31_536_000_000;
      stores.pullRequests.recordSnapshot(sampleSnapshot('1', { observedAt: later }), owner);
      stores.pullRequests.recordSnapshot(sampleSnapshot('1', { observedAt: clock.now(), title: 'Seen now' }), owner);
      assert.equal(stores.pullRequests.get(sampleSnapshot('1').id)?.snapshot?.title, 'Seen now');
    },
  },
  {
    name: 'what a host names twice is kept once',
    run({ stores }) {
      const owner = { sessionId: createSession(stores).id, origin: 'found' } as const;
      const twice = sampleSnapshot('1', {
        checks: sampleChecks([sampleCheck('test'), sampleCheck('test', { state: 'failed' })]),
        threads: { ...sampleSnapshot('1').threads, unresolved: [sampleThreadNote('t-1'), sampleThreadNote('t-1', { line: 9 })] },
      });
      const { snapshot } = stores.pullRequests.recordSnapshot(twice, owner);
      assert.deepEqual([snapshot?.checks.items, snapshot?.threads.unresolved], [[sampleCheck('test')], [sampleThreadNote('t-1')]]);
    },
  },
  {
    name: 'why a check failed is kept by its id as long as the check is there',
    run({ stores }) {
      const owner = { sessionId: createSession(stores).id, origin: 'found' } as const;
      const failing = sampleChecks([sampleCheck('test', { state: 'failed' }), sampleCheck('lint', { state: 'failed' })]);
      const { id } = stores.pullRequests.recordSnapshot(sampleSnapshot('1', { checks: failing }), owner).snapshot ?? assert.fail();
      const [test, lint] = [sampleFailure('expected 1'), sampleFailure('', { source: 'summary', logMissing: 'expired', failedSteps: [] })];
      const types = eventTypesOf(stores, () => {
        stores.pullRequests.recordFailure(id, 'github.com:check-test', test);
        stores.pullRequests.recordFailure(id, 'github.com:check-test', { ...test });
        stores.pullRequests.recordFailure(id, 'github.com:check-lint', lint);
        stores.pullRequests.recordFailure('github.com:9', 'github.com:check-lint', lint);
      });
      assert.deepEqual(types, ['pull_request.updated', 'pull_request.updated']);
      assert.deepEqual(
        stores.pullRequests.failuresOf(id),
        new Map([
          ['github.com:check-lint', lint],
          ['github.com:check-test', test],
        ]),
      );
      const part = sampleChecks([], { isComplete: false });
      stores.pullRequests.recordSnapshot(sampleSnapshot('1', { checks: part, observedAt: 6_000 }), owner);
      assert.equal(stores.pullRequests.failuresOf(id).size, 2);
      const only = sampleChecks([sampleCheck('lint', { state: 'failed' })]);
      stores.pullRequests.recordSnapshot(sampleSnapshot('1', { checks: only, observedAt: 7_000 }), owner);
      assert.deepEqual([...stores.pullRequests.failuresOf(id).keys()], ['github.com:check-lint']);
    },
  },
];
