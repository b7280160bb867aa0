import {
  createSession,
  sampleCheck,
  sampleChecks,
  sampleComment,
  sampleFailure,
  sampleSighting,
  sampleSnapshot,
  sampleThread,
  sampleThreadNote,
} from '@ao/conformance';
import type { SessionId } from '@ao/domain';
import type { PullRequestSighting, PullRequestSnapshot, Stores } from '@ao/ports';
import { createFakeClock, createInMemoryStores } from '@ao/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryDatabase } from '../__fixtures__/temporary-database.ts';

const IDS = ['1', '2'] as const;
const NAMES = ['build', 'lint', 'test'] as const;
const THREADS = ['t-1', 't-2', 't-3'] as const;

interface Step {
  readonly what: 'snapshot' | 'sighting' | 'blindness' | 'threads' | 'failure' | 'note' | 'assign' | 'remove';
  readonly id: string;
  readonly snapshot: PullRequestSnapshot;
  readonly session: 0 | 1;
}

const snapshots = fc
  .record({
    id: fc.constantFrom(...IDS),
    title: fc.constantFrom('One', 'Two'),
    state: fc.constantFrom('open', 'draft', 'merged', 'closed'),
    headCommit: fc.constantFrom('a', 'b'),
    checks: fc.uniqueArray(fc.record({ name: fc.constantFrom(...NAMES), state: fc.constantFrom('passed', 'failed', 'running') }), {
      selector: ({ name }) => name,
    }),
    threads: fc.uniqueArray(fc.constantFrom(...THREADS)),
    updatedAt: fc.integer({ min: 1, max: 9 }),
    observedAt: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ id, checks, threads, ...rest }) => {
    const items = checks.map(({ name, state }) => sampleCheck(name, { state }));
    const unresolved = threads.map((thread) => sampleThreadNote(thread));
    return sampleSnapshot(id, {
      ...rest,
      checks: sampleChecks(items),
      threads: { ...sampleSnapshot(id).threads, unresolved, marker: threads.join() },
    });
  });

const steps: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('snapshot', 'snapshot', 'snapshot', 'sighting', 'blindness', 'threads', 'failure', 'note', 'assign', 'remove'),
  id: fc.constantFrom(...IDS).map((id) => `github.com:${id}`),
  snapshot: snapshots,
  session: fc.constantFrom(0, 1),
});

function sightingOf(snapshot: PullRequestSnapshot): PullRequestSighting {
  const { id, title, state, headCommit, updatedAt } = snapshot;
  return { ...sampleSighting(''), id, title, state, headCommit, updatedAt };
}

function take({ pullRequests }: Stores, step: Step, sessions: readonly SessionId[]): void {
  const { what, id, snapshot } = step;
  const owner = { sessionId: sessions[step.session] as SessionId, origin: step.session === 0 ? 'found' : 'claimed' } as const;
  const at = snapshot.observedAt;
  switch (what) {
    case 'snapshot':
      return void pullRequests.recordSnapshot(snapshot, owner);
    case 'sighting':
      return void pullRequests.recordSighting(sightingOf(snapshot), owner, at);
    case 'blindness':
      return pullRequests.recordBlindness(id, { outcome: at > 5 ? 'gone' : 'unknown', since: at, message: 'not seen' });
    case 'threads':
      return pullRequests.recordThreads(
        id,
        snapshot.threads.unresolved.map((note) => sampleThread(note.id, [sampleComment(String(at), at)])),
      );
    case 'failure':
      return pullRequests.recordFailure(id, snapshot.checks.items[0]?.id ?? 'none', sampleFailure(snapshot.title));
    case 'note':
      return pullRequests.recordNote(id, at > 5 ? null : { kind: 'ci', state: 'told', attempt: at, of: 3, at });
    case 'assign':
      return pullRequests.get(id) === null ? undefined : void pullRequests.assign(id, owner);
    case 'remove':
      return at > 7 ? pullRequests.remove(id) : undefined;
  }
}

/** Everything that can be read of pull requests, without what only says that somebody looked. */
function told({ pullRequests }: Stores): unknown {
  return IDS.map((id) => {
    const stored = pullRequests.get(`github.com:${id}`);
    if (stored === null) return null;
    const { facts, snapshot, ...rest } = stored;
    const parts = snapshot && { ...snapshot, updatedAt: 0, observedAt: 0, targetCommit: '', threads: { ...snapshot.threads, marker: '' } };
    const words = [pullRequests.threadsOf(facts.id), [...pullRequests.failuresOf(facts.id)]];
    return [{ ...facts, updatedAt: 0, observedAt: 0 }, parts, rest, words];
  });
}

function byName<Value>(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...map].toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function read({ pullRequests }: Stores, sessions: readonly SessionId[]): unknown {
  return {
    stored: IDS.map((id) => pullRequests.get(`github.com:${id}`)),
    words: IDS.map((id) => [pullRequests.threadsOf(`github.com:${id}`), byName(pullRequests.failuresOf(`github.com:${id}`))]),
    lists: [pullRequests.listForSessions(sessions), pullRequests.listWatched(5), byName(pullRequests.forSessions(sessions))],
  };
}

/** The events of one step, without their place in the log. */
function eventsOf({ changeLog }: Stores, step: () => void) {
  const { newest } = changeLog.bounds();
  step();
  return changeLog.after(newest, 100).map(({ at: _at, sequence: _sequence, ...event }) => event);
}

test('whatever is seen in whatever order, the file holds what memory holds, and there is an event exactly when something changed', () => {
  const { open } = temporaryDatabase();
  const onFile = open();
  const sessions = [createSession(onFile).id, createSession(onFile).id];
  fc.assert(
    fc.property(fc.array(steps, { minLength: 1, maxLength: 25 }), (history) => {
      const inMemory = createInMemoryStores({ clock: createFakeClock() });
      for (const _ of sessions) createSession(inMemory);
      for (const id of IDS) onFile.pullRequests.remove(`github.com:${id}`);
      for (const step of history) {
        const shown = told(onFile);
        const events = eventsOf(onFile, () => take(onFile, step, sessions));
        expect(eventsOf(inMemory, () => take(inMemory, step, sessions))).toEqual(events);
        expect(events).toHaveLength(Number(JSON.stringify(told(onFile)) !== JSON.stringify(shown)));
        expect(read(onFile, sessions)).toEqual(read(inMemory, sessions));
      }
    }),
    { numRuns: 100 },
  );
});
